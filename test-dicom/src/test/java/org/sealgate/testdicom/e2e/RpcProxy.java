package org.sealgate.testdicom.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands between a node and an Ethereum endpoint, and loses what it is told to lose. */
final class RpcProxy implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  /** What gets lost. */
  private enum Loss {
    NOTHING,
    EVERYTHING,
    REQUEST,
    ANSWER
  }

  /** What gets lost of the calls of one method, and who waits for it. */
  private record Rule(Loss loss, String method, CountDownLatch lost) {
    static Rule of(Loss loss, String method) {
      return new Rule(loss, method, new CountDownLatch(1));
    }

    Loss of(String body) {
      return body.contains("\"" + method + "\"") || loss == Loss.EVERYTHING ? loss : Loss.NOTHING;
    }
  }

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Rule rule = Rule.of(Loss.NOTHING, "");

  private RpcProxy(URI target, HttpServer server) {
    this.target = target;
    this.server = server;
  }

  static RpcProxy start(URI target) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RpcProxy proxy = new RpcProxy(target, server);
    server.setExecutor(proxy.threads);
    server.createContext("/", proxy::handle);
    server.start();
    return proxy;
  }

  /** Where it listens. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on every call fails. */
  void loseEverything() {
    rule = Rule.of(Loss.EVERYTHING, "");
  }

  /** From now on calls of this method never reach the endpoint, and the caller waits in vain. */
  void loseRequests(String method) {
    rule = Rule.of(Loss.REQUEST, method);
  }

  /** From now on calls of this method reach the endpoint, and the caller waits in vain. */
  void loseAnswers(String method) {
    rule = Rule.of(Loss.ANSWER, method);
  }

  /** From now on nothing is lost. */
  void loseNothing() {
    rule = Rule.of(Loss.NOTHING, "");
  }

  /** Waits until something was lost by the present rule. */
  void awaitLoss() throws InterruptedException {
    if (!rule.lost.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nothing was lost by " + rule);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Rule applied = rule;
      switch (applied.of(body)) {
        case NOTHING -> answer(exchange, forward(body));
        case EVERYTHING -> applied.lost.countDown();
        case REQUEST -> lose(applied);
        case ANSWER -> {
          forward(body);
          lose(applied);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void lose(Rule applied) throws InterruptedException {
    applied.lost.countDown();
    closed.await();
  }

  private byte[] forward(String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
    client.close();
  }
}

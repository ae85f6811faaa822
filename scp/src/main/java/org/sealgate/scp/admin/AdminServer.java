package org.sealgate.scp.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealgate.scp.config.NodeConfiguration.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin endpoint.
 *
 * <pre>
 *   GET /               the status as a page
 *   GET /api/status     the status as JSON
 *   GET /api/receipts/UID  the receipt of an instance; 404 if it was never sealed, 409 if it is not anchored yet
 *   GET /api/instances/UID  how far an instance has come on its way to the chain; 404 if it was never sealed
 *   GET /api/consistency/OLD/NEW  proof that the log only grew from one anchored size to another; else 409
 *   GET /metrics        the numbers of the status in Prometheus text format
 *   GET /health         200 while the process works
 *   GET /ready          200 while instances are accepted, else 503
 * </pre>
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final Pattern CONSISTENCY =
      Pattern.compile("/api/consistency/(\\d{1,18})/(\\d{1,18})");
  private static final String JSON_TYPE = "application/json";

  private final HttpServer server;
  private final NodeView node;

  private AdminServer(HttpServer server, NodeView node) {
    this.server = server;
    this.node = node;
  }

  /** Starts listening. */
  public static AdminServer start(Admin configuration, NodeView node) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(configuration.address(), configuration.port()), 0);
    AdminServer server = new AdminServer(http, node);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", server::handle);
    http.start();
    log.info("admin endpoint at http://{}:{}/", configuration.address(), server.port());
    return server;
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (IOException | RuntimeException e) {
        log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        answer = new Answer(500, TEXT, "internal error: " + e.getMessage() + "\n");
      }
      send(exchange, answer);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET")) {
      return new Answer(405, TEXT, "only GET is understood here\n");
    }
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/api/receipts/")) {
      return receipt(path.substring("/api/receipts/".length()));
    }
    Matcher sizes = CONSISTENCY.matcher(path);
    if (sizes.matches()) {
      return consistency(Long.parseLong(sizes.group(1)), Long.parseLong(sizes.group(2)));
    }
    if (path.startsWith("/api/instances/")) {
      return instance(path.substring("/api/instances/".length()));
    }
    return switch (path) {
      case "/" -> new Answer(200, "text/html; charset=utf-8", StatusPage.render(node.status()));
      case "/api/status" ->
          new Answer(200, JSON_TYPE, JSON.writeValueAsString(node.status()) + "\n");
      case "/metrics" ->
          new Answer(200, "text/plain; version=0.0.4", Metrics.render(node.status()));
      case "/health" -> new Answer(200, TEXT, "ok\n");
      case "/ready" ->
          node.notReadyReason()
              .map(reason -> new Answer(503, TEXT, reason + "\n"))
              .orElseGet(() -> new Answer(200, TEXT, "ready\n"));
      default -> new Answer(404, TEXT, "nothing here\n");
    };
  }

  private Answer consistency(long oldSize, long newSize) throws IOException {
    return of(node.consistency(oldSize, newSize), "");
  }

  private Answer receipt(String sopInstanceUid) throws IOException {
    return of(node.receipt(sopInstanceUid), sopInstanceUid);
  }

  private static Answer of(NodeView.ReceiptAnswer found, String sopInstanceUid) {
    return switch (found) {
      case NodeView.ReceiptAnswer.Found(String json) -> new Answer(200, JSON_TYPE, json);
      case NodeView.ReceiptAnswer.Unknown() -> unknown(sopInstanceUid);
      case NodeView.ReceiptAnswer.NotAnchored(String reason) ->
          new Answer(409, TEXT, reason + "\n");
    };
  }

  private Answer instance(String sopInstanceUid) throws IOException {
    Optional<Map<String, Object>> state = node.instance(sopInstanceUid);
    return state.isEmpty()
        ? unknown(sopInstanceUid)
        : new Answer(200, JSON_TYPE, JSON.writeValueAsString(state.get()) + "\n");
  }

  private static Answer unknown(String sopInstanceUid) {
    return new Answer(404, TEXT, "no instance " + sopInstanceUid + " was sealed here\n");
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(answer.status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Answer(int status, String type, String body) {}

  /** What the endpoint shows of the node. */
  public interface NodeView {
    /** The node's state; values are strings, numbers, booleans, lists and maps of them. */
    Map<String, Object> status();

    /** Why instances are not accepted, empty while they are. */
    Optional<String> notReadyReason();

    /** The receipt of an instance. */
    ReceiptAnswer receipt(String sopInstanceUid) throws IOException;

    /** Proof that the log only grew from one anchored size to another. */
    ReceiptAnswer consistency(long oldSize, long newSize) throws IOException;

    /** How far an instance has come in log and chain; empty if it was never sealed here. */
    Optional<Map<String, Object>> instance(String sopInstanceUid) throws IOException;

    /** What there is of a receipt. */
    sealed interface ReceiptAnswer {
      /** Here it is. */
      record Found(String json) implements ReceiptAnswer {}

      /** The instance was never sealed here. */
      record Unknown() implements ReceiptAnswer {}

      /** The instance is sealed, but no anchored checkpoint covers it. */
      record NotAnchored(String reason) implements ReceiptAnswer {}
    }
  }
}

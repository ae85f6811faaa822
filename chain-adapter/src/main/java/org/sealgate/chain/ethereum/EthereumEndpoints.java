package org.sealgate.chain.ethereum;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EndpointState;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/**
 * One or more JSON-RPC endpoints of one chain. A question goes to the endpoint that answered last;
 * when that fails, to the next one. Safe for use by several threads.
 */
public final class EthereumEndpoints implements AutoCloseable {
  private static final int REVERTED = 3;

  /** An endpoint and how it did last. */
  static final class Endpoint {
    private final String name;
    private final Web3j web3j;
    private volatile @Nullable String problem;
    private volatile boolean onChain;

    Endpoint(String name, Web3j web3j) {
      this.name = name;
      this.web3j = web3j;
    }

    String name() {
      return name;
    }

    /** What answers next time may be another chain. */
    void failed(String reason) {
      problem = reason;
      onChain = false;
    }
  }

  private final OkHttpClient client;
  private final OptionalLong chainId;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private volatile int preferred;

  private EthereumEndpoints(OkHttpClient client, OptionalLong chainId) {
    this.client = client;
    this.chainId = chainId;
  }

  /**
   * Endpoints at these URLs; none is asked yet.
   *
   * @param urls http or https, at least one
   * @param timeout how long a question may take
   */
  public static EthereumEndpoints of(List<URI> urls, Duration timeout) {
    return of(urls, OptionalLong.empty(), timeout);
  }

  /**
   * Endpoints of one chain. Each is asked for its chain id before its first use and again after
   * each failure; one that serves another chain is not used.
   *
   * @param urls http or https, at least one
   * @param chainId the chain's EIP-155 id
   * @param timeout how long a question may take
   */
  public static EthereumEndpoints ofChain(List<URI> urls, long chainId, Duration timeout) {
    return of(urls, OptionalLong.of(chainId), timeout);
  }

  private static EthereumEndpoints of(List<URI> urls, OptionalLong chainId, Duration timeout) {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("at least one endpoint is needed");
    }
    OkHttpClient client = new OkHttpClient.Builder().callTimeout(timeout).build();
    EthereumEndpoints result = new EthereumEndpoints(client, chainId);
    for (URI url : urls) {
      if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
        throw new IllegalArgumentException("an endpoint is an http or https URL, not " + url);
      }
      Web3j web3j = Web3j.build(new HttpService(url.toString(), client));
      result.endpoints.add(new Endpoint(nameOf(url), web3j));
    }
    return result;
  }

  /** Scheme, host and port: user information and paths often are secrets. */
  private static String nameOf(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }

  /** The endpoints, each with its last problem. */
  public List<EndpointState> states() {
    return endpoints.stream()
        .map(endpoint -> new EndpointState(endpoint.name, Optional.ofNullable(endpoint.problem)))
        .toList();
  }

  List<Endpoint> all() {
    return List.copyOf(endpoints);
  }

  /** Asks one endpoint after the other until one answers without an error. */
  <T extends Response<?>> T ask(Function<Web3j, Request<?, T>> question)
      throws ChainUnavailableException {
    try {
      return askOrRevert(question);
    } catch (RevertedException unexpected) {
      throw new ChainUnavailableException(
          "the contract refuses to answer: " + unexpected.getMessage(), unexpected);
    }
  }

  /** Like {@link #ask}, for calls of contracts. */
  <T extends Response<?>> T askOrRevert(Function<Web3j, Request<?, T>> question)
      throws ChainUnavailableException, RevertedException {
    List<String> problems = new ArrayList<>();
    IOException last = new IOException("no endpoint");
    int first = preferred;
    for (int i = 0; i < endpoints.size(); i++) {
      int index = (first + i) % endpoints.size();
      Endpoint endpoint = endpoints.get(index);
      try {
        T answer = ask(endpoint, question);
        preferred = index;
        return answer;
      } catch (IOException failed) {
        problems.add(endpoint.name + ": " + failed.getMessage());
        last = failed;
      }
    }
    throw new ChainUnavailableException(String.join("; ", problems), last);
  }

  /** Asks this endpoint only. An error other than a revert is an IOException. */
  <T extends Response<?>> T ask(Endpoint endpoint, Function<Web3j, Request<?, T>> question)
      throws IOException, RevertedException {
    requireChain(endpoint);
    return demand(endpoint, question);
  }

  private void requireChain(Endpoint endpoint) throws IOException, RevertedException {
    if (chainId.isEmpty() || endpoint.onChain) {
      return;
    }
    long found = chainId(endpoint);
    if (found != chainId.getAsLong()) {
      String problem = "serves chain " + found + ", configured is chain " + chainId.getAsLong();
      endpoint.failed(problem);
      throw new IOException(problem);
    }
    endpoint.onChain = true;
  }

  private static long chainId(Endpoint endpoint) throws IOException, RevertedException {
    return Numbers.saturated(demand(endpoint, web3j -> web3j.ethChainId()).getChainId());
  }

  /**
   * The chain that the endpoints serve if it is not {@code expected}; empty if one of them serves
   * that.
   *
   * @throws ChainUnavailableException if none answers
   */
  OptionalLong otherChain(long expected) throws ChainUnavailableException {
    OptionalLong other = OptionalLong.empty();
    List<String> problems = new ArrayList<>();
    IOException last = new IOException("no endpoint");
    for (Endpoint endpoint : endpoints) {
      try {
        long found = chainId(endpoint);
        if (found == expected) {
          return OptionalLong.empty();
        }
        other = OptionalLong.of(found);
      } catch (IOException | RevertedException failed) {
        problems.add(endpoint.name + ": " + failed.getMessage());
        last = new IOException(failed.getMessage(), failed);
      }
    }
    if (other.isEmpty()) {
      throw new ChainUnavailableException(String.join("; ", problems), last);
    }
    return other;
  }

  private static <T extends Response<?>> T demand(
      Endpoint endpoint, Function<Web3j, Request<?, T>> question)
      throws IOException, RevertedException {
    T answer = send(endpoint, question);
    if (answer.hasError()) {
      throw failure(answer.getError());
    }
    return answer;
  }

  /** An endpoint that answers is well, even if it says no. */
  private static <T extends Response<?>> T send(
      Endpoint endpoint, Function<Web3j, Request<?, T>> question) throws IOException {
    try {
      T answer = question.apply(endpoint.web3j).send();
      endpoint.problem = null;
      return answer;
    } catch (RuntimeException notJson) {
      // Web3j throws these at answers that are no JSON-RPC, such as a proxy's error page.
      String problem = "not an answer of Ethereum: " + notJson.getMessage();
      endpoint.failed(problem);
      throw new IOException(problem, notJson);
    } catch (IOException failed) {
      String problem = describe(failed);
      endpoint.failed(problem);
      throw new IOException(problem, failed);
    }
  }

  private static String describe(IOException failed) {
    String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }

  private static IOException failure(Response.Error error) throws RevertedException {
    String message = String.valueOf(error.getMessage());
    String data = error.getData() == null ? null : error.getData().replace("\"", "");
    boolean reverted = error.getCode() == REVERTED || message.contains("revert");
    if (reverted) {
      throw new RevertedException(RevertReason.describe(data, message));
    }
    return new IOException(message);
  }

  /** Closes the connections. */
  @Override
  public void close() {
    endpoints.forEach(endpoint -> endpoint.web3j.shutdown());
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}

package org.sealgate.scp.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.NodeConfiguration.Admin;

/** Asks a running node through its admin endpoint. */
final class AdminClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI base;

  AdminClient(NodeConfiguration configuration) throws CommandFailedException {
    Admin admin =
        configuration
            .admin()
            .orElseThrow(() ->
                new CommandFailedException("the admin endpoint is off (admin.enabled: false)"));
    String host = admin.address().equals("0.0.0.0") ? "127.0.0.1" : admin.address();
    this.base = URI.create("http://" + host + ":" + admin.port());
  }

  /** The body of a successful answer. */
  String get(String path) throws IOException, InterruptedException, CommandFailedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new CommandFailedException(answer.body().strip());
      }
      return answer.body();
    } catch (ConnectException e) {
      throw new CommandFailedException("no node answers at " + base + "; is it running?");
    }
  }
}

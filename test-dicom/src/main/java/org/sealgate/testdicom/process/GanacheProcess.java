package org.sealgate.testdicom.process;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Ganache of its own on a free port: another implementation of Ethereum than anvil, with a block
 * for each transaction, ten accounts of the public test mnemonic, whose first keys are {@link
 * AnvilProcess#PRIVATE_KEYS}, and chain id {@value #CHAIN_ID}.
 */
public final class GanacheProcess implements AutoCloseable {
  /** The chain's id (EIP-155). */
  public static final long CHAIN_ID = 31337;

  private static final String PROGRAM = "contracts/node_modules/ganache/dist/node/cli.js";
  private static final ExternalTool NPM_PACKAGE =
      new ExternalTool("ganache", "run npm ci in the folder contracts");
  private static final String MNEMONIC =
      "test test test test test test test test test test test junk";
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:\\d+");

  private final int port = FreePorts.next();
  private final ManagedProcess process;

  private GanacheProcess(Path folder, List<String> more) {
    this.process =
        ManagedProcess.start(ProcessSpecification.of("ganache", folder, command(port, more)));
    process.awaitLog(LISTENING, ManagedProcess.START_LIMIT);
  }

  /**
   * Starts a Ganache and waits until it listens.
   *
   * @param folder existing folder for its log
   * @param more further command line options, such as {@code --hardfork berlin} for blocks without
   *     a base fee
   * @throws MissingToolException when it is not in {@code contracts/node_modules}
   */
  public static GanacheProcess start(Path folder, String... more) {
    return new GanacheProcess(folder, List.of(more));
  }

  private static List<String> command(int port, List<String> more) {
    List<String> command = new ArrayList<>(List.of("node", locate().toString()));
    command.addAll(List.of("--server.host", "127.0.0.1"));
    command.addAll(List.of("--server.port", Integer.toString(port)));
    command.addAll(List.of("--chain.chainId", Long.toString(CHAIN_ID)));
    command.addAll(List.of("--wallet.mnemonic", MNEMONIC, "--wallet.totalAccounts", "10"));
    command.addAll(more);
    return command;
  }

  private static Path locate() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path program = folder.resolve(PROGRAM);
      if (Files.exists(program)) {
        return program;
      }
    }
    throw new MissingToolException(NPM_PACKAGE);
  }

  /** Where JSON-RPC is served. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.close();
  }
}

package org.sealgate.scp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.vault.crypto.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the node's keys before its first start, so that they can be put in a safe place. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Make keys.",
    subcommands = {KeysCommand.New.class, KeysAccountCommand.class})
final class KeysCommand {

  /** Adds a vault key, which becomes the current one, and makes the log's key if there is none. */
  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Add a vault key; make the log's key.")
  static final class New implements Callable<Integer> {
    @Mixin ConfigurationOption configuration = new ConfigurationOption();

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "the vault key's id (default: ${DEFAULT-VALUE})")
    String id = "k1";

    @Override
    public Integer call() throws IOException, CommandFailedException {
      NodeConfiguration settings = configuration.read();
      Path vaultKey =
          settings
              .vault()
              .keyFile()
              .orElseThrow(() ->
                  new CommandFailedException(
                      "the vault's key is in a key store; use keytool on that"));
      Files.createDirectories(vaultKey.toAbsolutePath().getParent());
      try {
        KeyFile.addKey(vaultKey, id);
      } catch (IllegalArgumentException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()));
      }
      Files.createDirectories(settings.log().keyFile().toAbsolutePath().getParent());
      LogSigner signer = LogSigner.loadOrCreate(settings.log().keyFile(), settings.log().origin());
      System.out.println("vault key " + id + " in " + vaultKey);
      System.out.println(
          "log key in "
              + settings.log().keyFile()
              + ", verifier key "
              + signer.identity().verifierKey());
      return 0;
    }
  }
}

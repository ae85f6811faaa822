package org.sealgate.scp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sealgate.chain.ethereum.AccountKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an Ethereum account: for a person, a modality or a node. */
@Command(
    name = "account",
    mixinStandardHelpOptions = true,
    description = "Make an Ethereum account in a key store file.")
final class KeysAccountCommand implements Callable<Integer> {
  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "the key store to write; must not exist")
  Path output = Path.of("");

  @Option(
      names = "--password-file",
      required = true,
      paramLabel = "FILE",
      description = "a file whose first line is the key store's password")
  Path passwordFile = Path.of("");

  @Option(names = "--json", description = "print one line of JSON")
  boolean json;

  @Override
  public Integer call() throws IOException, CommandFailedException {
    List<String> lines = Files.readAllLines(passwordFile);
    if (lines.isEmpty() || lines.getFirst().isEmpty()) {
      throw new CommandFailedException("password file " + passwordFile + " is empty");
    }
    AccountKey key = AccountKey.create();
    key.writeKeyStore(output, lines.getFirst());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("account", key.address().toString());
    values.put("publicKey", key.publicKey().toString());
    values.put("keyStore", output.toString());
    Output.print(json, values);
    return 0;
  }
}

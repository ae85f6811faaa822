package org.sealgate.scp.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sealgate.scp.authorization.PasscodeHash;
import picocli.CommandLine.Command;

/** Hashes a passcode for {@code roles.users}; asks for it, or reads a line from standard input. */
@Command(
    name = "passcode",
    mixinStandardHelpOptions = true,
    description = "Hash a user's passcode for roles.users.")
final class PasscodeCommand implements Callable<Integer> {
  private static final int SHORTEST = 8;

  @Override
  public Integer call() throws IOException, CommandFailedException {
    char[] passcode = read();
    if (passcode.length < SHORTEST) {
      throw new CommandFailedException(
          "the passcode has %d characters, not at least %d".formatted(passcode.length, SHORTEST));
    }
    System.out.println(PasscodeHash.of(passcode));
    Arrays.fill(passcode, '\0');
    return 0;
  }

  private static char[] read() throws IOException {
    Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (terminal.isPresent()) {
      char[] typed = terminal.get().readPassword("Passcode: ");
      return typed == null ? new char[0] : typed;
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    @Nullable String line = input.readLine();
    return line == null ? new char[0] : line.toCharArray();
  }
}

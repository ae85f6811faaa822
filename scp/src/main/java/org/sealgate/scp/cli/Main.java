package org.sealgate.scp.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sealgate.scp.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the node. Exit status 0 if all went well, 1 if not, 2 for wrong usage. */
@Command(
    name = "sealgate",
    mixinStandardHelpOptions = true,
    version = "Sealgate 0.1.0",
    description = "A DICOM node that seals what passes between the modalities and the PACS.",
    subcommands = {
      RunCommand.class,
      StatusCommand.class,
      ReceiptCommand.class,
      VerifyCommand.class,
      KeysCommand.class,
      ChainCommand.class,
      RolesCommand.class,
      RecordCommand.class
    })
public final class Main implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  CommandSpec spec;

  /** Runs a command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(execute(new Main(), arguments));
  }

  /** Runs a command; an error that a person can mend is one line, anything else a stack trace. */
  public static int execute(Object command, String... arguments) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(handler())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  private static IExecutionExceptionHandler handler() {
    return (exception, commandLine, parsed) -> {
      switch (exception) {
        case ConfigurationException e ->
            commandLine.getErr().println("sealgate: " + e.getMessage());
        case CommandFailedException e ->
            commandLine.getErr().println("sealgate: " + e.getMessage());
        case IOException e -> commandLine.getErr().println("sealgate: " + describe(e));
        default -> exception.printStackTrace(commandLine.getErr());
      }
      return 1;
    };
  }

  private static String describe(IOException exception) {
    String kind = exception.getClass().getSimpleName();
    return exception.getClass() == IOException.class
        ? String.valueOf(exception.getMessage())
        : kind + ": " + exception.getMessage();
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}

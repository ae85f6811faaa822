package org.sealgate.testdicom.process;

/**
 * What a command line tool left behind.
 *
 * @param commandLine what was run
 * @param exitCode exit status, 0 for success
 * @param output standard output and standard error together
 */
public record ToolResult(String commandLine, int exitCode, String output) {
  /** Whether the exit status is 0. */
  public boolean succeeded() {
    return exitCode == 0;
  }

  /**
   * This result, if the tool succeeded.
   *
   * @throws IllegalStateException with the output if it did not
   */
  public ToolResult requireSuccess() {
    if (!succeeded()) {
      throw new IllegalStateException(
          commandLine + " ended with exit status " + exitCode + "\n" + output);
    }
    return this;
  }
}

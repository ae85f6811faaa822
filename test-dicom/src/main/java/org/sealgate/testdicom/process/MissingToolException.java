package org.sealgate.testdicom.process;

/** A program that is needed is not on this machine. The message says how to install it. */
public final class MissingToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingToolException(ExternalTool tool) {
    super(tool.name() + " not found: " + tool.installation());
  }
}

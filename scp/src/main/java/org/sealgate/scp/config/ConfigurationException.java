package org.sealgate.scp.config;

/**
 * A configuration that cannot be used; the message names the file, the line, the key and what was
 * expected.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}

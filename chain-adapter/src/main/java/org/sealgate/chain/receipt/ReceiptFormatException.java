package org.sealgate.chain.receipt;

/** A file is no receipt; the message names the field and what is wrong with it. */
public final class ReceiptFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  ReceiptFormatException(String field, String problem) {
    super(field.isEmpty() ? problem : field + ": " + problem);
    this.field = field;
  }

  /**
   * The field's path, such as {@code anchor.chainId}; empty if the text is no JSON object at all.
   */
  public String field() {
    return field;
  }
}

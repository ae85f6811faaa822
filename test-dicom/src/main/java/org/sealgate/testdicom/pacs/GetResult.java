package org.sealgate.testdicom.pacs;

import java.util.List;

/**
 * How a C-GET ended and what it brought.
 *
 * @param result its final response
 * @param received the instances that came, in their order
 */
public record GetResult(RetrieveResult result, List<StoredInstance> received) {
  /** Copies the list. */
  public GetResult {
    received = List.copyOf(received);
  }
}

package org.sealgate.chain.anchor;

import java.util.List;
import java.util.Optional;
import org.sealgate.chain.log.Digest;

/**
 * How anchoring is doing.
 *
 * @param logSize leaves in the log
 * @param submittedSize leaves covered by a transaction that is on its way, or further
 * @param includedSize leaves covered by a transaction in a block, or further
 * @param finalSize leaves covered by a final anchor
 * @param lastTransaction the newest transaction, on its way or in a block
 * @param transactions how many anchors are in blocks, ever
 * @param gasUsed what they have cost, in all
 * @param endpoints how the endpoints are doing
 * @param problem what keeps anchoring from going on; empty if nothing does
 */
public record AnchorStatus(
    long logSize,
    long submittedSize,
    long includedSize,
    long finalSize,
    Optional<Digest> lastTransaction,
    long transactions,
    long gasUsed,
    List<EndpointState> endpoints,
    Optional<String> problem) {
  /** Copies the endpoints. */
  public AnchorStatus {
    endpoints = List.copyOf(endpoints);
  }

  /** How far the leaf at this index has come. */
  public AnchorState stateOf(long leafIndex) {
    if (leafIndex < finalSize) {
      return AnchorState.FINAL;
    }
    if (leafIndex < includedSize) {
      return AnchorState.INCLUDED;
    }
    return leafIndex < submittedSize ? AnchorState.SUBMITTED : AnchorState.PENDING;
  }
}

package org.sealgate.chain.anchor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sealgate.chain.log.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the open anchors from the outbox into final blocks. */
final class AnchorTracker {
  private static final Logger LOG = LoggerFactory.getLogger(AnchorTracker.class);

  private final AnchorSettings settings;
  private final AnchorChain chain;
  private final AnchorHistory history;
  private final AnchorPlanner planner;
  private final Digest logId;

  AnchorTracker(
      AnchorSettings settings,
      AnchorChain chain,
      AnchorHistory history,
      AnchorPlanner planner,
      Digest logId) {
    this.settings = settings;
    this.chain = chain;
    this.history = history;
    this.planner = planner;
    this.logId = logId;
  }

  /** Looks at every open anchor, the smallest first. */
  void advance(long block) throws IOException, AnchorProblem {
    // Only an unbroken row from the smallest on becomes final, so that the archive grows by size.
    boolean smallerAreFinal = true;
    for (AnchorEntry entry : history.open()) {
      smallerAreFinal &= advance(entry, block, smallerAreFinal);
    }
  }

  /** True if the entry is no longer open. */
  private boolean advance(AnchorEntry entry, long block, boolean mayFinish)
      throws IOException, AnchorProblem {
    Optional<AnchorTransaction> found = inclusion(entry);
    if (found.isEmpty()) {
      return follow(entry, block);
    }
    AnchorTransaction transaction = found.get();
    if (!anchors(transaction, entry)) {
      history.remove(entry);
      LOG.warn(
          "transaction {} is in block {} but did not anchor size {}; anchoring anew",
          transaction.hash(),
          transaction.blockNumber(),
          entry.size());
      return true;
    }
    AnchorEntry included = keepInclusion(entry, transaction);
    return mayFinish && finish(included, block);
  }

  private boolean anchors(AnchorTransaction transaction, AnchorEntry entry) {
    return transaction.succeeded()
        && transaction.anchors().stream()
            .anyMatch(event ->
                event.contract().equals(chain.contract())
                    && event.logId().equals(logId)
                    && event.size() == entry.size()
                    && event.root().equals(entry.checkpoint().checkpoint().root()));
  }

  private Optional<AnchorTransaction> inclusion(AnchorEntry entry)
      throws ChainUnavailableException {
    if (entry.attempts().isEmpty()) {
      return chain.transaction(entry.transaction().orElseThrow());
    }
    for (SignedTransaction attempt : entry.attempts().reversed()) {
      Optional<AnchorTransaction> transaction = chain.transaction(attempt.hash());
      if (transaction.isPresent()) {
        return transaction;
      }
    }
    return Optional.empty();
  }

  private AnchorEntry keepInclusion(AnchorEntry entry, AnchorTransaction transaction)
      throws IOException {
    boolean known =
        entry
            .includedIn()
            .map(before -> before.blockHash().equals(transaction.blockHash()))
            .orElse(false);
    if (known) {
      return entry;
    }
    AnchorEntry included = entry.included(transaction);
    history.save(included);
    LOG.info(
        "size {} is anchored in block {} by transaction {}, {} gas",
        entry.size(),
        transaction.blockNumber(),
        transaction.hash(),
        transaction.gasUsed());
    return included;
  }

  private boolean finish(AnchorEntry entry, long block) throws IOException, AnchorProblem {
    AnchorTransaction inclusion = entry.includedIn().orElseThrow();
    if (block - inclusion.blockNumber() + 1 < settings.confirmations()) {
      return false;
    }
    List<String> others = chain.contradictions(inclusion.blockNumber(), inclusion.blockHash());
    if (!others.isEmpty()) {
      throw new AnchorProblem(
          "the endpoints disagree on block "
              + inclusion.blockNumber()
              + " with the anchor of size "
              + entry.size()
              + ": "
              + String.join("; ", others));
    }
    history.finish(entry);
    return true;
  }

  /** What to do with a transaction that is in no block. */
  private boolean follow(AnchorEntry entry, long block) throws IOException, AnchorProblem {
    AnchorEntry open = entry;
    if (entry.isIncluded()) {
      LOG.warn("a re-org has dropped the anchor of size {}", entry.size());
      open = entry.pending(block);
      history.save(open);
    }
    if (open.attempts().isEmpty() || isDisplaced(open)) {
      history.remove(open);
      return true;
    }
    if (block - open.submittedAtBlock() >= settings.stuckAfterBlocks()) {
      open = planner.replace(open, block);
    }
    broadcast(open);
    return false;
  }

  /**
   * True if the account has used the nonce for something else, so that the anchor can never come.
   */
  private boolean isDisplaced(AnchorEntry entry) throws ChainUnavailableException {
    if (chain.nonce() <= entry.attempts().getLast().nonce()) {
      return false;
    }
    // It may have come into a block between the two questions.
    if (inclusion(entry).isPresent()) {
      return false;
    }
    LOG.warn(
        "nonce {} was used by another transaction; the anchor of size {} is made anew",
        entry.attempts().getLast().nonce(),
        entry.size());
    return true;
  }

  /** Gives the newest transaction to all endpoints. Those that have it already do not mind. */
  void broadcast(AnchorEntry entry) throws IOException, AnchorProblem {
    BroadcastResult result = chain.broadcast(entry.attempts().getLast());
    if (result.accepted() == 0) {
      throw new AnchorProblem(
          "no endpoint takes the anchor of size "
              + entry.size()
              + ": "
              + String.join("; ", result.errors()));
    }
    if (entry.state() == AnchorState.PENDING) {
      history.save(entry.submitted());
    }
  }
}

package org.sealgate.chain.anchor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.SignedCheckpoint;
import org.sealgate.chain.log.TransparencyLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is anchored next and signs it. Asks the contract first what it has: after a crash or
 * a lost outbox nothing is anchored twice, and a log that does not continue what is on chain is
 * never anchored.
 */
final class AnchorPlanner {
  private static final Logger LOG = LoggerFactory.getLogger(AnchorPlanner.class);

  private final AnchorSettings settings;
  private final TransparencyLog log;
  private final LogSigner signer;
  private final AnchorChain chain;
  private final AnchorHistory history;

  AnchorPlanner(
      AnchorSettings settings,
      TransparencyLog log,
      LogSigner signer,
      AnchorChain chain,
      AnchorHistory history) {
    this.settings = settings;
    this.log = log;
    this.signer = signer;
    this.chain = chain;
    this.history = history;
  }

  /** The largest size in a block or on its way. */
  private long coveredSize() throws IOException {
    List<AnchorEntry> open = history.open();
    return open.isEmpty() ? history.finalSize() : open.getLast().size();
  }

  boolean hasPending() throws IOException {
    return log.size() > coveredSize();
  }

  /**
   * Brings the history and the contract together. Run once after each start, and before each
   * anchor.
   *
   * @return the contract's newest size; zero if it has none
   */
  long reconcile() throws IOException, AnchorProblem {
    Optional<AnchoredHead> head = chain.latest(logId());
    long anchored = head.map(AnchoredHead::size).orElse(0L);
    if (head.isPresent()) {
      requireOurs(head.get());
    }
    if (anchored < history.finalSize()) {
      forgetLost(anchored, history.lastFinal().orElseThrow());
    }
    if (anchored > coveredSize()) {
      adopt(head.orElseThrow());
    }
    return anchored;
  }

  /** Final anchors are gone only if their block is: an endpoint may also just be behind. */
  private void forgetLost(long anchored, AnchorRecord last) throws IOException, AnchorProblem {
    if (chain.contradictions(last.blockNumber(), last.blockHash()).isEmpty()) {
      throw new AnchorProblem(
          "the endpoint has this log at size "
              + anchored
              + " only and does not know block "
              + last.blockNumber()
              + " with its final anchor: it is behind, or its chain was reset");
    }
    Path aside = history.setArchiveAside();
    LOG.error(
        "chain {} has anchors of this log up to size {} only, final ones were larger: it was reset or is"
            + " another chain; the records of the lost anchors are kept in {}",
        chain.expectedChainId(),
        anchored,
        aside);
  }

  private Digest logId() {
    return signer.identity().logId();
  }

  private void requireOurs(AnchoredHead head) throws IOException, AnchorProblem {
    if (head.size() > log.size()) {
      throw new AnchorProblem(
          "the chain has this log at size "
              + head.size()
              + ", here it has "
              + log.size()
              + " leaves: entries are lost, or the log was restored from an old copy");
    }
    if (!log.root(head.size()).equals(head.root())) {
      throw new AnchorProblem(
          "the chain has another root for this log at size "
              + head.size()
              + ": entries were changed, or another node anchors under the same key");
    }
  }

  /** Takes over an anchor that is on chain but not in the history. */
  private void adopt(AnchoredHead head) throws IOException, AnchorProblem {
    AnchorTransaction transaction =
        chain
            .findAnchor(logId(), head.size())
            .orElseThrow(() ->
                new AnchorProblem(
                    "the contract has this log at size "
                        + head.size()
                        + ", but its event cannot be found; another endpoint may have it"));
    SignedCheckpoint checkpoint = signer.sign(head.size(), head.root());
    history.save(
        new AnchorEntry(
            checkpoint,
            List.of(),
            0,
            transaction.blockNumber(),
            AnchorState.INCLUDED,
            transaction));
    LOG.info("found the anchor of size {} in transaction {}", head.size(), transaction.hash());
  }

  /**
   * Signs a transaction for the next size and keeps it in the outbox; empty if nothing is pending.
   */
  Optional<AnchorEntry> plan(long block) throws IOException, AnchorProblem {
    long anchored = reconcile();
    long next = nextSize(Math.max(anchored, coveredSize()));
    if (next <= coveredSize()) {
      return Optional.empty();
    }
    SignedCheckpoint checkpoint = signer.sign(next, log.root(next));
    AnchorCall call = new AnchorCall(logId(), next, checkpoint.checkpoint().root());
    long gasLimit = gasLimit(call);
    Fees fees = chain.suggestFees();
    requireAffordable(fees);
    SignedTransaction transaction = chain.sign(call, chain.nonce(), fees, gasLimit);
    log.publish(checkpoint);
    AnchorEntry entry =
        new AnchorEntry(
            checkpoint, List.of(transaction), gasLimit, block, AnchorState.PENDING, null);
    history.save(entry);
    return Optional.of(entry);
  }

  private long nextSize(long covered) {
    return switch (settings.mode()) {
      case LOG -> log.size();
      case INDIVIDUAL -> Math.min(covered + 1, log.size());
    };
  }

  private long gasLimit(AnchorCall call) throws ChainUnavailableException, AnchorProblem {
    try {
      return chain.gasLimit(call);
    } catch (AnchorRefusedException refused) {
      throw new AnchorProblem("the contract would refuse the anchor: " + refused.getMessage());
    }
  }

  private void requireAffordable(Fees fees) throws AnchorProblem {
    if (fees.most() > settings.maxFeePerGas()) {
      throw new AnchorProblem(
          "the chain asks "
              + fees.most()
              + " wei for gas, the limit is "
              + settings.maxFeePerGas());
    }
  }

  /** Signs the same call with the same nonce and a higher fee, and keeps it in the outbox. */
  AnchorEntry replace(AnchorEntry entry, long block) throws IOException, AnchorProblem {
    SignedTransaction stuck = entry.attempts().getLast();
    Fees fees = stuck.fees().raised(chain.suggestFees());
    requireAffordable(fees);
    AnchorCall call = new AnchorCall(logId(), entry.size(), entry.checkpoint().checkpoint().root());
    SignedTransaction attempt = chain.sign(call, stuck.nonce(), fees, entry.gasLimit());
    AnchorEntry replaced = entry.replaced(attempt, block);
    history.save(replaced);
    LOG.info(
        "the anchor of size {} is stuck; transaction {} offers {} wei for gas instead of {}",
        entry.size(),
        attempt.hash(),
        fees.most(),
        stuck.fees().most());
    return replaced;
  }
}

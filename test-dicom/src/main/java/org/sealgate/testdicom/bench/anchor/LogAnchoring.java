package org.sealgate.testdicom.bench.anchor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sealgate.chain.anchor.AnchorRecord;
import org.sealgate.chain.anchor.AnchorSettings;
import org.sealgate.chain.anchor.AnchorStatus;
import org.sealgate.chain.anchor.Anchorer;
import org.sealgate.chain.ethereum.AnchorRegistryContract;
import org.sealgate.chain.ethereum.EthereumAnchorChain;
import org.sealgate.chain.ethereum.RevertedException;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.TransparencyLog;

/**
 * Leaves through log and anchorer as the node has them. The log is assigned to the node's account
 * by the Host beforehand, as at set-up of a node.
 */
final class LogAnchoring {
  /** As many as the node's sequencer appends at once. */
  private static final int BATCH = 10_000;

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final BenchChain chain;
  private final AnchorSettings.Mode mode;
  private final Path folder;

  LogAnchoring(BenchChain chain, AnchorSettings.Mode mode, Path folder) {
    this.chain = chain;
    this.mode = mode;
    this.folder = folder;
  }

  AnchorCase run(HashedImages images) throws IOException, RevertedException {
    LogSigner signer = LogSigner.generate("bench.sealgate.example");
    new AnchorRegistryContract(chain.endpoints(), registry().contract())
        .assignLog(
            BenchChain.HOST,
            BenchChain.TIMEOUT,
            signer.identity().logId(),
            BenchChain.NODE.address());
    try (TransparencyLog log = TransparencyLog.open(folder.resolve("log"));
        Anchorer anchorer =
            Anchorer.open(settings(), log, signer, registry(), folder.resolve("anchors"))) {
      return measure(images, log, anchorer);
    }
  }

  private AnchorCase measure(HashedImages images, TransparencyLog log, Anchorer anchorer)
      throws IOException {
    List<Digest> leaves = images.leafHashes();
    long firstBlock = registry().blockNumber();
    long start = System.nanoTime();
    for (int from = 0; from < leaves.size(); from += BATCH) {
      log.append(leaves.subList(from, Math.min(leaves.size(), from + BATCH)));
    }
    long appended = System.nanoTime();
    // One anchor for all: nothing is anchored before the last leaf is in the log.
    anchorer.start();
    awaitIncluded(anchorer, leaves.size());
    long included = System.nanoTime();
    AnchorRecord last = anchorer.anchorCovering(leaves.size() - 1L).orElseThrow();
    AnchorStatus status = anchorer.status();
    return new AnchorCase(
        mode == AnchorSettings.Mode.LOG ? "log" : "individual",
        chain.name(),
        leaves.size(),
        images.time(),
        Duration.ofNanos(appended - start),
        Duration.ofNanos(included - appended),
        status.transactions(),
        status.gasUsed(),
        last.blockNumber() - firstBlock);
  }

  private static void awaitIncluded(Anchorer anchorer, long size) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (anchorer.status().includedSize() < size) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("not anchored after " + LIMIT + ": " + anchorer.status());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private AnchorSettings settings() {
    AnchorSettings defaults = AnchorSettings.defaults();
    return new AnchorSettings(
        mode,
        2,
        Duration.ZERO,
        defaults.pollInterval(),
        defaults.stuckAfterBlocks(),
        defaults.maxFeePerGas());
  }

  private EthereumAnchorChain registry() {
    return new EthereumAnchorChain(
        chain.endpoints(),
        BenchChain.NODE,
        chain.contracts().anchorRegistry().address(),
        BenchChain.CHAIN_ID);
  }
}

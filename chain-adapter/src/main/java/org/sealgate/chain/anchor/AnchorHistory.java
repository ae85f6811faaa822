package org.sealgate.chain.anchor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealgate.chain.log.DurableFiles;
import org.sealgate.chain.log.LogIdentity;

/**
 * Everything known of the anchors of one log in one contract: the outbox and the archive, in a
 * directory of their own. An anchor moves from one to the other when it is final.
 */
final class AnchorHistory implements AutoCloseable {
  private final Path directory;
  private final LogIdentity identity;
  private final AnchorOutbox outbox;
  private volatile AnchorArchive archive;

  private AnchorHistory(
      Path directory, LogIdentity identity, AnchorOutbox outbox, AnchorArchive archive) {
    this.directory = directory;
    this.identity = identity;
    this.outbox = outbox;
    this.archive = archive;
  }

  static AnchorHistory open(
      Path parent, LogIdentity identity, long chainId, EthereumAddress contract)
      throws IOException {
    String log = identity.logId().hex().substring(0, 16);
    Path directory =
        parent.toAbsolutePath().normalize().resolve(chainId + "-" + contract + "-" + log);
    Files.createDirectories(directory);
    DurableFiles.forceDirectory(DurableFiles.parentOf(directory));
    AnchorArchive archive = AnchorArchive.open(directory.resolve("final.anchors"), identity);
    AnchorOutbox outbox = AnchorOutbox.open(directory.resolve("outbox.jsonl"));
    AnchorHistory history = new AnchorHistory(directory, identity, outbox, archive);
    history.dropArchived();
    return history;
  }

  /** Ends a move from outbox to archive that a crash has interrupted. */
  private void dropArchived() throws IOException {
    long archived = finalSize();
    for (AnchorEntry entry : outbox.entries()) {
      if (entry.size() <= archived) {
        outbox.remove(entry.size());
      }
    }
  }

  List<AnchorEntry> open() {
    return outbox.entries();
  }

  void save(AnchorEntry entry) throws IOException {
    outbox.save(entry);
  }

  void remove(AnchorEntry entry) throws IOException {
    outbox.remove(entry.size());
  }

  void finish(AnchorEntry entry) throws IOException {
    archive.append(entry.record(AnchorState.FINAL));
    outbox.remove(entry.size());
  }

  /**
   * Puts the final anchors aside, when the chain has lost them: it is another chain under the same
   * id, or was reset.
   *
   * @return where they are now
   */
  Path setArchiveAside() throws IOException {
    Path file = directory.resolve("final.anchors");
    Path aside = directory.resolve("final.anchors.lost-" + Instant.now().toEpochMilli());
    archive.close();
    Files.move(file, aside);
    archive = AnchorArchive.open(file, identity);
    return aside;
  }

  /** The largest size that is final; zero if none is. */
  long finalSize() throws IOException {
    return archive.last().map(last -> last.checkpoint().checkpoint().size()).orElse(0L);
  }

  Optional<AnchorRecord> lastFinal() throws IOException {
    return archive.last();
  }

  /** The anchors that are in blocks and their gas. */
  AnchorArchive.Totals totals() throws IOException {
    AnchorArchive.Totals archived = archive.totals();
    long transactions = archived.transactions();
    long gas = archived.gasUsed();
    for (AnchorEntry entry : outbox.entries()) {
      if (entry.isIncluded()) {
        transactions++;
        gas += entry.includedIn().orElseThrow().gasUsed();
      }
    }
    return new AnchorArchive.Totals(transactions, gas);
  }

  /** The smallest anchor in a block whose tree has this leaf. */
  Optional<AnchorRecord> covering(long leafIndex) throws IOException {
    // The outbox first: what leaves it in between is in the archive by then.
    List<AnchorEntry> open = outbox.entries();
    Optional<AnchorRecord> archived = archive.covering(leafIndex);
    return archived.or(() ->
        open.stream()
            .filter(entry -> entry.isIncluded() && entry.size() > leafIndex)
            .findFirst()
            .map(entry -> entry.record(AnchorState.INCLUDED)));
  }

  @Override
  public void close() throws IOException {
    outbox.close();
    archive.close();
  }
}

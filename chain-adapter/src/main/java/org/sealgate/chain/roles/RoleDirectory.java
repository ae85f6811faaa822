package org.sealgate.chain.roles;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permissions of some accounts, kept at hand. A thread asks for the newest block; where it is a
 * new one, its events say whose permission to ask for again, and a block that is no longer on the
 * chain (a re-org) has all of them asked for again. A change is known one poll after its block.
 * While the chain cannot be reached the last known permissions hold, for as long as is configured.
 *
 * <p>Safe for use by many threads; {@link #knowledgeOf} asks nobody and never waits.
 */
public final class RoleDirectory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoleDirectory.class);

  private final RolesLedger ledger;
  private final Set<EthereumAddress> accounts;
  private final RoleDirectorySettings settings;
  private final LongSupplier nanoTime;
  private final Map<EthereumAddress, Permission> permissions = new ConcurrentHashMap<>();
  private volatile @Nullable Sight sight;
  private volatile Optional<String> problem = Optional.of("the chain was not asked yet");
  private volatile @Nullable Thread follower;
  private boolean fits;

  /** The newest block that all permissions were seen to hold at, and when. */
  private record Sight(BlockReference block, long nanoTime) {}

  /**
   * A directory that knows nothing yet; {@link #start} has it follow the chain.
   *
   * @param accounts whose permissions it keeps
   */
  public RoleDirectory(
      RolesLedger ledger, Set<EthereumAddress> accounts, RoleDirectorySettings settings) {
    this(ledger, accounts, settings, System::nanoTime);
  }

  /** For tests, which have a time of their own. */
  RoleDirectory(
      RolesLedger ledger,
      Set<EthereumAddress> accounts,
      RoleDirectorySettings settings,
      LongSupplier nanoTime) {
    this.ledger = ledger;
    this.accounts = Set.copyOf(accounts);
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** Looks at the chain once, then goes on doing so on a thread of its own. */
  public void start() {
    refresh();
    follower = Thread.ofVirtual().name("roles").start(this::follow);
  }

  private void follow() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(settings.pollInterval());
        refresh();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at the chain now. What goes wrong is remembered as the {@link #problem}. */
  public synchronized void refresh() {
    long asked = nanoTime.getAsLong();
    try {
      requireFit();
      BlockReference newest = ledger.newestBlock();
      for (EthereumAddress account : outdated(newest)) {
        permissions.put(account, ledger.permissionOf(account));
      }
      sight = new Sight(newest, asked);
      wentWell();
      // The runtime exceptions are those of answers that are not the contract's.
    } catch (ChainUnavailableException | RuntimeException failed) {
      wentWrong(String.valueOf(failed.getMessage()));
    }
  }

  private void requireFit() throws ChainUnavailableException {
    if (fits) {
      return;
    }
    Optional<String> misfit = ledger.misfit();
    if (misfit.isPresent()) {
      throw new IllegalArgumentException(misfit.get());
    }
    fits = true;
  }

  /** Whose permission may be another one since the last look. */
  private Set<EthereumAddress> outdated(BlockReference newest) throws ChainUnavailableException {
    Sight last = sight;
    if (last == null) {
      return accounts;
    }
    if (last.block().equals(newest)) {
      return Set.of();
    }
    if (!isStillThere(last.block())) {
      log.info("block {} is no longer on the chain; asking for all roles again", last.block());
      return accounts;
    }
    return changed(ledger.changes(last.block().number() + 1, newest.number()));
  }

  private boolean isStillThere(BlockReference block) throws ChainUnavailableException {
    return ledger.block(block.number()).filter(block::equals).isPresent();
  }

  private Set<EthereumAddress> changed(List<PermissionChange> changes) {
    Set<EthereumAddress> changed = new HashSet<>();
    for (PermissionChange change : changes) {
      if (accounts.contains(change.account())) {
        changed.add(change.account());
        log.info("the role of {} has changed: {}", change.account(), change);
      }
    }
    return changed;
  }

  private void wentWell() {
    if (problem.isPresent()) {
      log.info("following the roles of {} accounts on the chain", accounts.size());
    }
    problem = Optional.empty();
  }

  private void wentWrong(String reason) {
    // A provider behind a load balancer may have become another chain's while it was away.
    fits = false;
    if (!problem.equals(Optional.of(reason))) {
      log.warn("the roles cannot be followed: {}", reason);
    }
    problem = Optional.of(reason);
  }

  /** What is known of an account; nothing for one that this directory does not keep. */
  public RoleKnowledge knowledgeOf(EthereumAddress account) {
    Sight last = sight;
    Permission permission = permissions.get(account);
    if (last == null || permission == null) {
      return new RoleKnowledge.Unavailable(
          "the role of " + account + " is not known: " + problem.orElse("it is not followed"));
    }
    Duration age = ageOf(last);
    if (age.compareTo(settings.maximumStale()) > 0) {
      return new RoleKnowledge.Unavailable(
          "the chain was last seen "
              + age.toSeconds()
              + " s ago, more than the "
              + settings.maximumStale().toSeconds()
              + " s allowed");
    }
    return new RoleKnowledge.Known(permission, last.block().number(), age);
  }

  private Duration ageOf(Sight last) {
    return Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - last.nanoTime()));
  }

  /** Why the chain could not be followed at the last look; empty if it could. */
  public Optional<String> problem() {
    return problem;
  }

  /** The newest block that was seen. */
  public Optional<BlockReference> block() {
    return Optional.ofNullable(sight).map(Sight::block);
  }

  /** How long ago the chain was last seen. */
  public Optional<Duration> age() {
    return Optional.ofNullable(sight).map(this::ageOf);
  }

  /** Whose permissions are kept. */
  public Set<EthereumAddress> accounts() {
    return accounts;
  }

  @Override
  public void close() {
    Thread running = follower;
    if (running != null) {
      running.interrupt();
    }
  }
}

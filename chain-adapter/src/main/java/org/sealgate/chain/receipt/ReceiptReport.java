package org.sealgate.chain.receipt;

import java.util.List;
import java.util.Optional;

/**
 * What checking a receipt has shown.
 *
 * @param checks every check, in the order of {@link ReceiptCheck.Name}
 */
public record ReceiptReport(List<ReceiptCheck> checks) {
  /** Copies the list. */
  public ReceiptReport {
    checks = List.copyOf(checks);
  }

  /** True if nothing failed and nothing had to be left out for want of the chain. */
  public boolean isProven() {
    return checks.stream()
        .allMatch(check ->
            switch (check.outcome()) {
              case PASSED, SKIPPED -> true;
              case FAILED, UNAVAILABLE -> false;
            });
  }

  /** The first check that failed. */
  public Optional<ReceiptCheck> firstFailure() {
    return checks.stream()
        .filter(check -> check.outcome() == ReceiptCheck.Outcome.FAILED)
        .findFirst();
  }
}

package org.sealgate.testdicom.pacs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults of a PACS; may be changed while it runs. */
public final class FaultScript {
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

  /** Adds a rule. */
  public FaultScript add(FaultRule rule) {
    rules.add(rule);
    return this;
  }

  /** From now on everything works. */
  public void clear() {
    rules.clear();
  }

  /** The faults that happen in an operation that begins now. */
  Happening begin(Operation operation, String sopInstanceUid) {
    return new Happening(
        rules.stream()
            .filter(rule -> rule.happens(operation, sopInstanceUid))
            .map(FaultRule::fault)
            .toList());
  }

  /**
   * What happens in one operation.
   *
   * @param faults in the order in which they were scripted
   */
  record Happening(List<Fault> faults) {
    /** The first fault of a kind. */
    <F extends Fault> Optional<F> find(Class<F> kind) {
      return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
  }
}

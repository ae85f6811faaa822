package org.sealgate.testdicom.pacs;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * When a fault happens.
 *
 * @param operation during which operation
 * @param instances for which SOP Instance UIDs; operations without an instance pass an empty string
 * @param remaining how often it still happens
 * @param fault what happens
 */
public record FaultRule(
    Operation operation, Predicate<String> instances, AtomicInteger remaining, Fault fault) {
  /** The fault in every such operation. */
  public static FaultRule always(Operation operation, Fault fault) {
    return new FaultRule(operation, uid -> true, new AtomicInteger(Integer.MAX_VALUE), fault);
  }

  /** The fault in the next operations of this kind only. */
  public static FaultRule next(Operation operation, int times, Fault fault) {
    return new FaultRule(operation, uid -> true, new AtomicInteger(times), fault);
  }

  /** The fault whenever the operation is about one instance. */
  public static FaultRule forInstance(Operation operation, String sopInstanceUid, Fault fault) {
    return new FaultRule(
        operation, sopInstanceUid::equals, new AtomicInteger(Integer.MAX_VALUE), fault);
  }

  /** Whether it happens now; counts if so. */
  boolean happens(Operation now, String sopInstanceUid) {
    return operation == now
        && instances.test(sopInstanceUid)
        && remaining.getAndUpdate(left -> left == 0 || left == Integer.MAX_VALUE ? left : left - 1)
            > 0;
  }
}

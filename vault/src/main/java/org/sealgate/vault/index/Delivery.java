package org.sealgate.vault.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance on its way to a destination.
 *
 * @param instance what is sent
 * @param destination name of the peer
 * @param state see {@link DeliveryState}
 * @param attempts finished ones, successful or not
 * @param nextAttemptAt not before this, while pending
 * @param lastStatus with which the destination last answered, null if it never did
 * @param lastError of the last attempt that failed
 * @param deliveredAt when the destination confirmed it
 */
public record Delivery(
    IndexedInstance instance,
    String destination,
    DeliveryState state,
    int attempts,
    Instant nextAttemptAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    @Nullable Instant deliveredAt) {}

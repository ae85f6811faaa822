package org.sealgate.vault.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A computation on an instance.
 *
 * @param instance what it is computed from
 * @param kind e.g. {@code pneumonia}
 * @param state see {@link AnalysisState}
 * @param result JSON, null while pending
 * @param updatedAt when the state was last set
 */
public record Analysis(
    IndexedInstance instance,
    String kind,
    AnalysisState state,
    @Nullable String result,
    Instant updatedAt) {}

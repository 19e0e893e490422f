package io.orderflow.observability.tracing;

import io.opentelemetry.contrib.sampler.LinksBasedSampler;
import io.opentelemetry.contrib.sampler.consistent56.ConsistentSampler;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * Who has a parent follows it, sampled or not, so that a trace is whole and a caller that asks for its trace gets it. A
 * root that links to a sampled trace, such as the batch that one of its events was in, is kept with it. Other roots are
 * kept by the bits of their trace id, at a ratio that adapts so that no more than the limit are kept a second on
 * average.
 */
final class Samplers {
    /** Time constant in which the ratio follows the load; a burst after silence may exceed the limit for about that. */
    private static final double ADAPTATION_SECONDS = 1;

    private Samplers() {}

    static Sampler of(double ratio, int tracesPerSecondMax) {
        return Sampler.parentBased(LinksBasedSampler.create(roots(ratio, tracesPerSecondMax)));
    }

    private static Sampler roots(double ratio, int tracesPerSecondMax) {
        if (ratio <= 0) {
            return Sampler.alwaysOff();
        }
        if (tracesPerSecondMax > 0) {
            return ConsistentSampler.rateLimited(ConsistentSampler.probabilityBased(ratio), tracesPerSecondMax,
                    ADAPTATION_SECONDS);
        }
        return ratio >= 1 ? Sampler.alwaysOn() : ConsistentSampler.probabilityBased(ratio);
    }
}

package io.orderflow.command.aggregate;

import io.orderflow.command.dispatch.Aggregates.Attempt;
import io.orderflow.command.domain.Decision;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/** What the command handlers of all aggregates do around their rules. */
final class Deciding {
    /** Names in the message's metadata the versions on one of which the caller insists. */
    static final String REQUIRED_VERSIONS = "requiredVersions";

    private Deciding() {}

    /**
     * Applies the events of an accepted decision. An aggregate without events has no version to insist on: its rules
     * say that it is unknown.
     */
    static Attempt decide(@Nullable Set<Long> requiredVersions, Supplier<Decision> rules) {
        long version = version();
        if (requiredVersions != null && version > 0 && !requiredVersions.contains(version)) {
            return new Attempt.WrongVersion(version);
        }
        Decision decision = rules.get();
        if (decision instanceof Decision.Accepted accepted) {
            accepted.events().forEach(AggregateLifecycle::apply);
        }
        return new Attempt.Decided(decision, version);
    }

    /** Axon counts events from 0, we count versions from 1. */
    private static long version() {
        Long sequenceNumber = AggregateLifecycle.getVersion();
        return sequenceNumber == null ? 0 : sequenceNumber + 1;
    }
}

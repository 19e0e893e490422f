package io.orderflow.command.aggregate;

import io.orderflow.command.dispatch.Aggregates.Attempt;
import io.orderflow.command.domain.Decision;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/** What the command handlers of all aggregates do around their rules. */
final class Deciding {
    /** Names in the message's metadata the version that the caller insists on. */
    static final String REQUIRED_VERSION = "requiredVersion";

    private Deciding() {}

    /**
     * Applies the events of an accepted decision. An aggregate without events has no version to insist on: its rules
     * say that it is unknown.
     */
    static Attempt decide(@Nullable Long requiredVersion, Supplier<Decision> rules) {
        long version = version();
        if (requiredVersion != null && version > 0 && requiredVersion != version) {
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

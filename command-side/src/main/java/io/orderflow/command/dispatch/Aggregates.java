package io.orderflow.command.dispatch;

import io.orderflow.command.domain.Decision;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.eventstore.CommandOutcome;
import io.orderflow.eventstore.axon.CommandScope;

/** Lets one aggregate decide one command, once: the port behind which the framework stands. */
public interface Aggregates {
    /** What came of one attempt. */
    sealed interface Attempt {
        /**
         * The events of an accepted decision are durable.
         *
         * @param versionBefore of the stream that was decided on
         */
        record Decided(Decision decision, long versionBefore) implements Attempt {}

        /** The aggregate is not at the version that the caller insists on. */
        record WrongVersion(long currentVersion) implements Attempt {}

        /** Another writer was first. */
        record Conflict() implements Attempt {}

        /** The command was stored before. */
        record Repeated(CommandOutcome outcome) implements Attempt {}
    }

    /**
     * Failures of the store are thrown as they are.
     *
     * @param scope not used before, since it takes up what is appended
     */
    Attempt attempt(DomainCommand command, RequiredVersion required, CommandScope scope);
}

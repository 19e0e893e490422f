package io.orderflow.eventstore.axon;

import io.orderflow.eventstore.CommandOutcome;

/** The command was stored before: nothing was appended, and this is what came of it then. */
public final class DuplicateCommandException extends RuntimeException {
    private final transient CommandOutcome outcome;

    public DuplicateCommandException(CommandOutcome outcome) {
        super("command " + outcome.commandId() + " was stored before", null, false, false);
        this.outcome = outcome;
    }

    public CommandOutcome outcome() {
        return outcome;
    }
}

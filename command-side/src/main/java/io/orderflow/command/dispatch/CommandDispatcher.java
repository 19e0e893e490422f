package io.orderflow.command.dispatch;

import io.orderflow.command.domain.DomainCommand;

/**
 * Loads the aggregate, lets it decide and stores what happened. Blocks until the outcome is durable; safe for any
 * number of threads, meant for virtual ones.
 */
public interface CommandDispatcher {
    /**
     * Conflicts with other writers are retried, bounded and with jitter, unless the caller pinned a version.
     *
     * @throws io.orderflow.eventstore.StoreUnavailableException when the database does not answer: whether the command
     *         took effect is open, and repeating it with the same command id is safe
     * @throws io.orderflow.eventstore.StoreOverloadedException when too many appends wait: nothing was stored
     */
    CommandResult dispatch(DomainCommand command, CommandContext context);
}

package io.orderflow.command.dispatch;

import io.opentelemetry.context.Context;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.contract.DomainEvent;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.observability.TraceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second door for commands, for a caller who has many at once: those for one aggregate are decided one after the
 * other on one state in memory and stored as one append; the appends of a batch go into one transaction. One caller at
 * a time.
 */
public interface CommandBatches {
    /**
     * One command of a batch; the context pins no version and its reply is not asked for.
     *
     * @param parent of the command's span when the trace is sampled, else any
     * @param trace what is stored with the events when the trace is not sampled
     */
    record Request(DomainCommand command, CommandContext context, Context parent, TraceContext trace) {}

    /** What became of one command of a batch. */
    sealed interface Outcome {
        record Done(CommandResult result) implements Outcome {}

        /** This command can never be stored; it harmed no other. */
        record Failed(RuntimeException failure) implements Outcome {}
    }

    /**
     * Blocks until every outcome is durable. Conflicts with other writers and a full append queue are waited out.
     *
     * @return in the order of the requests
     * @throws io.orderflow.eventstore.StoreUnavailableException when the database does not answer: which commands took
     *         effect is open, and repeating all of them with the same ids is safe
     * @throws InterruptedException the same is open
     */
    List<Outcome> dispatch(List<Request> requests) throws InterruptedException;

    /**
     * Tells of an event of the log, so that its aggregate need not be read. Events of a stream are told in its order.
     *
     * @param event null when it cannot be read
     */
    void learn(RecordedEvent recorded, @Nullable DomainEvent event);
}

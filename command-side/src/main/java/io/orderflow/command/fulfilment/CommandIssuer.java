package io.orderflow.command.fulfilment;

import io.orderflow.command.dispatch.CommandBatches;
import io.orderflow.command.dispatch.CommandBatches.Outcome;
import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.Refusal;
import io.orderflow.command.domain.StockCommand;
import io.orderflow.contract.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Issues the commands of many orders together. */
final class CommandIssuer {
    /** The aggregate refused for a reason that the process did not reckon with: a defect. */
    static final class UnexpectedRefusalException extends RuntimeException {
        UnexpectedRefusalException(DomainCommand command, Object refusal) {
            super(command.type() + " to " + command.stream() + " was refused: " + refusal);
        }
    }

    /**
     * The commands of one reaction.
     *
     * @param causationId the event that caused them
     * @param taken is told for each command when its outcome is durable: false when the aggregate refused because
     *        somebody else was faster, which the log has or will have an event for
     * @param failed is told of the first command that can never have an outcome
     */
    record Issue(OrderId order, List<DomainCommand> commands, String causationId, ReactionSpan.Reacting reacting,
            Consumer<Boolean> taken, Consumer<RuntimeException> failed) {}

    private record Single(Issue issue, DomainCommand command) {}

    static final String ACTOR = "order-fulfilment";

    private final CommandBatches batches;

    CommandIssuer(CommandBatches batches) {
        this.batches = batches;
    }

    /**
     * Blocks until every outcome is durable. What is released is released before the order is told, so a reaction's
     * commands after those for stock go in second.
     *
     * @throws io.orderflow.eventstore.StoreUnavailableException when the outcomes are open
     * @throws InterruptedException the same is open
     */
    void issue(List<Issue> issues) throws InterruptedException {
        List<Single> first = new ArrayList<>();
        List<Single> second = new ArrayList<>();
        for (Issue issue : issues) {
            boolean isAfterStock = false;
            for (DomainCommand command : issue.commands()) {
                boolean isStock = command instanceof StockCommand;
                isAfterStock |= isStock;
                (isAfterStock && !isStock ? second : first).add(new Single(issue, command));
            }
        }
        dispatch(first);
        dispatch(second);
        issues.forEach(issue -> issue.reacting().end());
    }

    private void dispatch(List<Single> commands) throws InterruptedException {
        if (commands.isEmpty()) {
            return;
        }
        List<Outcome> outcomes = batches.dispatch(commands.stream().map(CommandIssuer::request).toList());
        for (int i = 0; i < outcomes.size(); i++) {
            tell(commands.get(i), outcomes.get(i));
        }
    }

    private static CommandBatches.Request request(Single it) {
        Issue issue = it.issue();
        CommandContext context = CommandContext.of(CommandIds.of(issue.causationId(), it.command()), ACTOR,
                issue.order().value(), issue.causationId());
        return new CommandBatches.Request(it.command(), context, issue.reacting().context(),
                issue.reacting().trace());
    }

    private static void tell(Single it, Outcome outcome) {
        try {
            it.issue().taken().accept(isAccepted(it.command(), outcome));
        } catch (RuntimeException failure) {
            it.issue().reacting().failed(failure);
            it.issue().failed().accept(failure);
        }
    }

    private static boolean isAccepted(DomainCommand command, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(RuntimeException failure) -> throw failure;
            case Outcome.Done(CommandResult.Accepted _) -> true;
            case Outcome.Done(CommandResult.Replayed _) -> true;
            case Outcome.Done(CommandResult.NotFound _) -> false;
            case Outcome.Done(CommandResult.Rejected(Refusal refusal)) -> refused(command, refusal);
            case Outcome.Done(CommandResult other) -> throw new UnexpectedRefusalException(command, other);
        };
    }

    private static boolean refused(DomainCommand command, Refusal refusal) {
        return switch (refusal) {
            case Refusal.IllegalTransition _ -> false;
            case Refusal.IllegalPaymentTransition _ -> false;
            case Refusal.NotYetExpired _ -> false;
            case Refusal.Unknown _ -> false;
            default -> throw new UnexpectedRefusalException(command, refusal);
        };
    }
}

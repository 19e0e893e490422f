package io.orderflow.load.invariants;

import io.orderflow.contract.OrderEvent.OrderPlaced;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * I9: one order per (principal, Idempotency-Key). The command id is made of both, so: one order per command id, and
 * each stored outcome names the last event that its command wrote.
 */
final class OneOrderPerCommand implements Invariant {
    private final Map<String, String> orderByCommand = new HashMap<>();
    private final Map<Long, StoredOutcome> outcomesByPosition = new HashMap<>();
    private final Offenders offenders = new Offenders();
    private final int outcomes;
    private long imported;

    OneOrderPerCommand(Collection<StoredOutcome> stored) {
        outcomes = stored.size();
        for (StoredOutcome outcome : stored) {
            StoredOutcome other = outcomesByPosition.put(outcome.lastPosition(), outcome);
            if (other != null) {
                offenders.add("commands " + outcome.commandId() + " and " + other.commandId()
                        + " both claim position " + outcome.lastPosition());
            }
        }
    }

    @Override
    public void observe(LoggedEvent logged) {
        compareOutcome(logged, outcomesByPosition.remove(logged.position()));
        if (logged.event() instanceof OrderPlaced placed) {
            observeOrder(logged, placed);
        }
    }

    private void observeOrder(LoggedEvent logged, OrderPlaced placed) {
        if (logged.metadata().isImported()) {
            imported++;
            return;
        }
        String command = logged.metadata().commandId();
        if (command == null) {
            offenders.add("position " + logged.position() + ": order " + placed.orderId() + " has no command id");
            return;
        }
        String other = orderByCommand.put(command, placed.orderId().value());
        if (other != null) {
            offenders.add("position " + logged.position() + ": command " + command + " made the orders " + other
                    + " and " + placed.orderId());
        }
    }

    private void compareOutcome(LoggedEvent logged, @Nullable StoredOutcome outcome) {
        if (outcome == null) {
            return;
        }
        if (!outcome.streamId().equals(logged.streamId()) || outcome.lastVersion() != logged.version()
                || !outcome.commandId().toString().equals(logged.metadata().commandId())) {
            offenders.add("position " + logged.position() + ": " + outcome + " does not name the event "
                    + logged.streamId() + " version " + logged.version() + " of command "
                    + logged.metadata().commandId());
        }
    }

    @Override
    public List<Finding> findings() {
        outcomesByPosition.values().forEach(it -> offenders.add(it + " names a position that the log does not have"));
        outcomesByPosition.clear();
        return List.of(offenders.finding("I9", "one order per (principal, Idempotency-Key)",
                orderByCommand.size() + " orders by command, " + imported + " imported, " + outcomes + " outcomes"));
    }
}

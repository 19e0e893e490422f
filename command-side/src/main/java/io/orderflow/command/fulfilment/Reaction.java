package io.orderflow.command.fulfilment;

import io.orderflow.command.domain.DomainCommand;
import java.util.List;

/**
 * What follows from an event.
 *
 * @param commands to dispatch before the state is stored, those for stock first; whatever follows in the list waits
 *        until their outcomes are durable
 */
record Reaction(Fulfilment state, List<DomainCommand> commands) {
    Reaction {
        commands = List.copyOf(commands);
    }

    static Reaction none(Fulfilment state) {
        return new Reaction(state, List.of());
    }
}

package io.orderflow.command.domain;

import io.orderflow.contract.DomainEvent;
import java.util.List;

/** What became of a command. */
public sealed interface Decision {
    /**
     * @param events what happened, in order; empty when everything was already as wanted
     */
    record Accepted(List<DomainEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** Nothing happened. */
    record Rejected(Refusal refusal) implements Decision {}

    static Decision accept(DomainEvent event) {
        return new Accepted(List.of(event));
    }

    /** Everything is already as the command wants it. */
    static Decision withoutEffect() {
        return new Accepted(List.of());
    }

    static Decision refuse(Refusal refusal) {
        return new Rejected(refusal);
    }
}

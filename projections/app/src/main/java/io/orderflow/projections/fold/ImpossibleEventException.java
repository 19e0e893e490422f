package io.orderflow.projections.fold;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventType;
import org.jspecify.annotations.Nullable;

/** An event that cannot follow what was folded before it. Repeating does not help: its stream is parked. */
public final class ImpossibleEventException extends RuntimeException {
    public ImpossibleEventException(String message) {
        super(message);
    }

    /** The event does not fit the row it is for. */
    public static ImpossibleEventException after(@Nullable Row row, DomainEvent event) {
        String state = row == null ? "the beginning of the stream" : "version " + row.version();
        return new ImpossibleEventException(EventType.of(event).typeName() + " cannot follow " + state);
    }
}

package io.orderflow.projections.apply;

import java.util.List;

/** Rows of one table that are written by one statement, with the events that changed them. */
public record TableWrite(String table, int rows, List<ReceivedEvent> events) {
    public TableWrite {
        events = List.copyOf(events);
    }
}

package io.orderflow.query.consistency;

import io.opentelemetry.api.trace.SpanContext;
import io.orderflow.observability.TraceContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the trace that wrote the event at a position; remembers the last one, which is asked for again and again. */
final class LastEventTrace {
    private record Known(long position, SpanContext span) {}

    private final JdbcClient jdbc;
    private volatile @Nullable Known last;

    LastEventTrace(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Invalid when there is no such event, it had no trace, or it cannot be read: a query does not fail for a link. */
    SpanContext at(long position) {
        Known known = last;
        if (known == null || known.position != position) {
            known = new Known(position, read(position));
            last = known;
        }
        return known.span;
    }

    private SpanContext read(long position) {
        try {
            return jdbc.sql("""
                    SELECT metadata ->> 'traceparent' AS traceparent, metadata ->> 'tracestate' AS tracestate
                      FROM event_store.event
                     WHERE position = :position
                    """)
                .param("position", position)
                .query((row, number) -> new TraceContext(row.getString(1), row.getString(2), null))
                .optional()
                .orElse(TraceContext.NONE)
                .spanContext();
        } catch (DataAccessException _) {
            return SpanContext.getInvalid();
        }
    }
}

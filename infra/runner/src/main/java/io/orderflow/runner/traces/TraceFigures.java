package io.orderflow.runner.traces;

/** What the store holds and has held. */
record TraceFigures(int traces, int spans, long spansReceived, long spansDropped, long tracesDropped) {
    /** In the text format of Prometheus. */
    String exposition(long requestsRefused) {
        return """
                # HELP trace_store_traces Traces kept in memory
                # TYPE trace_store_traces gauge
                trace_store_traces %d
                # HELP trace_store_spans Spans kept in memory
                # TYPE trace_store_spans gauge
                trace_store_spans %d
                # HELP trace_store_spans_received_total Spans received
                # TYPE trace_store_spans_received_total counter
                trace_store_spans_received_total %d
                # HELP trace_store_spans_dropped_total Spans dropped to make room, or refused
                # TYPE trace_store_spans_dropped_total counter
                trace_store_spans_dropped_total %d
                # HELP trace_store_traces_dropped_total Traces dropped to make room
                # TYPE trace_store_traces_dropped_total counter
                trace_store_traces_dropped_total %d
                # HELP trace_store_requests_refused_total Requests refused: too large, malformed, of an unknown type
                # TYPE trace_store_requests_refused_total counter
                trace_store_requests_refused_total %d
                """.formatted(traces, spans, spansReceived, spansDropped, tracesDropped, requestsRefused);
    }
}

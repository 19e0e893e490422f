package io.orderflow.runner.traces;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last traces in the order of their first span. Bounded by {@link TraceLimits}; safe for any number of threads. */
public final class TraceStore {
    private static final int TRACE_ID_BYTES = 16;

    private final TraceLimits limits;
    private final Map<String, List<StoredSpan>> traces = new LinkedHashMap<>();
    private int spans;
    private long spansReceived;
    private long spansDropped;
    private long tracesDropped;

    public TraceStore(TraceLimits limits) {
        this.limits = limits;
    }

    /** @return spans that could not be kept: without a valid trace id or beyond the limit of one trace */
    synchronized int add(List<SpanSlices.Slice> received) {
        int refused = 0;
        for (SpanSlices.Slice span : received) {
            refused += keep(span) ? 0 : 1;
        }
        evict();
        return refused;
    }

    /** The spans of a trace in the order of their arrival; empty if it is not, or no longer, known. */
    synchronized List<StoredSpan> trace(String traceId) {
        return List.copyOf(traces.getOrDefault(traceId, List.of()));
    }

    /** The newest traces first. */
    synchronized Map<String, List<StoredSpan>> latest(int limit) {
        var latest = new LinkedHashMap<String, List<StoredSpan>>();
        for (String traceId : new ArrayList<>(traces.keySet()).reversed()) {
            if (latest.size() == limit) {
                break;
            }
            latest.put(traceId, trace(traceId));
        }
        return latest;
    }

    synchronized TraceFigures figures() {
        return new TraceFigures(traces.size(), spans, spansReceived, spansDropped, tracesDropped);
    }

    private boolean keep(SpanSlices.Slice span) {
        spansReceived++;
        if (span.traceId().size() != TRACE_ID_BYTES) {
            spansDropped++;
            return false;
        }
        List<StoredSpan> trace = traces.computeIfAbsent(HexFormat.of().formatHex(span.traceId().toByteArray()),
                _ -> new ArrayList<>());
        if (trace.size() >= limits.spansPerTraceMax()) {
            spansDropped++;
            return false;
        }
        trace.add(new StoredSpan(span.service(), span.span().toByteArray()));
        spans++;
        return true;
    }

    private void evict() {
        Iterator<List<StoredSpan>> oldest = traces.values().iterator();
        while (traces.size() > limits.tracesMax() || spans > limits.spansMax()) {
            int dropped = oldest.next().size();
            oldest.remove();
            spans -= dropped;
            spansDropped += dropped;
            tracesDropped++;
        }
    }
}

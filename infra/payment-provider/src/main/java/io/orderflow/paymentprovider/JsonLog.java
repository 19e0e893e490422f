package io.orderflow.paymentprovider;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a line, with the field names that the other processes use. */
record JsonLog(PrintStream out) {
    void info(String message) {
        write("INFO", message, Map.of());
    }

    void request(TraceParent trace, String method, String path, String outcome, long millis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trace_id", trace.traceId());
        fields.put("span_id", trace.spanId());
        fields.put("event.duration_ms", millis);
        write("INFO", method + " " + path + " " + outcome, fields);
    }

    void error(TraceParent trace, Throwable failure) {
        write("ERROR", String.valueOf(failure), Map.of("trace_id", trace.traceId(), "span_id", trace.spanId()));
    }

    private void write(String level, String message, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("@timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("log.level", level);
        fields.put("service.name", "orderflow-payment-provider");
        fields.put("message", message);
        fields.putAll(more);
        out.println(StrictJson.text(fields));
    }
}

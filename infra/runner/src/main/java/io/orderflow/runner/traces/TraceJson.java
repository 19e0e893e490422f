package io.orderflow.runner.traces;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that the store answers with. Times are RFC 3339 in UTC, with nanoseconds. */
final class TraceJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private TraceJson() {}

    static String trace(String traceId, List<StoredSpan> spans) {
        List<Map<String, Object>> sorted = spans.stream()
            .map(TraceJson::span)
            .sorted(Comparator.comparing(span -> String.valueOf(span.get("start"))))
            .toList();
        return JSON.writeValueAsString(Map.of("traceId", traceId, "spans", sorted));
    }

    static String summaries(Map<String, List<StoredSpan>> traces) {
        return JSON.writeValueAsString(
                Map.of("items", traces.entrySet().stream().map(it -> summary(it.getKey(), it.getValue())).toList()));
    }

    private static Map<String, Object> summary(String traceId, List<StoredSpan> stored) {
        List<Span> spans = stored.stream().map(StoredSpan::span).toList();
        Span first = spans.stream()
            .min(Comparator.comparing((Span span) -> !span.getParentSpanId().isEmpty())
                .thenComparingLong(Span::getStartTimeUnixNano))
            .orElseThrow();
        long start = spans.stream().mapToLong(Span::getStartTimeUnixNano).min().orElse(0);
        long end = spans.stream().mapToLong(Span::getEndTimeUnixNano).max().orElse(0);
        var summary = new LinkedHashMap<String, Object>();
        summary.put("traceId", traceId);
        summary.put("name", first.getName());
        summary.put("start", time(start));
        summary.put("durationMillis", (end - start) / NANOS_PER_MILLI);
        summary.put("spans", spans.size());
        summary.put("services", stored.stream().map(StoredSpan::service).distinct().sorted().toList());
        summary.put("errors", spans.stream().filter(span -> span.getStatus().getCodeValue() == 2).count());
        return summary;
    }

    private static Map<String, Object> span(StoredSpan stored) {
        Span span = stored.span();
        var json = new LinkedHashMap<String, Object>();
        json.put("name", span.getName());
        json.put("kind", span.getKind().name().replace("SPAN_KIND_", ""));
        json.put("service", stored.service());
        json.put("spanId", hex(span.getSpanId()));
        if (!span.getParentSpanId().isEmpty()) {
            json.put("parentSpanId", hex(span.getParentSpanId()));
        }
        json.put("start", time(span.getStartTimeUnixNano()));
        json.put("end", time(span.getEndTimeUnixNano()));
        json.put("durationMillis", (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / NANOS_PER_MILLI);
        json.put("status", status(span));
        json.put("attributes", attributes(span.getAttributesList()));
        json.put("links", span.getLinksList().stream().map(TraceJson::link).toList());
        json.put("events", span.getEventsList().stream().map(TraceJson::event).toList());
        return json;
    }

    private static Map<String, Object> status(Span span) {
        String code = span.getStatus().getCode().name().replace("STATUS_CODE_", "");
        return span.getStatus().getMessage().isEmpty()
                ? Map.of("code", code)
                : Map.of("code", code, "message", span.getStatus().getMessage());
    }

    private static Map<String, Object> link(Span.Link link) {
        return Map.of("traceId", hex(link.getTraceId()), "spanId", hex(link.getSpanId()), "attributes",
                attributes(link.getAttributesList()));
    }

    private static Map<String, Object> event(Span.Event event) {
        return Map.of("name", event.getName(), "time", time(event.getTimeUnixNano()), "attributes",
                attributes(event.getAttributesList()));
    }

    private static Map<String, Object> attributes(List<KeyValue> attributes) {
        var json = new LinkedHashMap<String, Object>();
        attributes.forEach(it -> json.put(it.getKey(), value(it.getValue())));
        return json;
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE -> value.getArrayValue().getValuesList().stream().map(TraceJson::value).toList();
            case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
            case BYTES_VALUE -> hex(value.getBytesValue());
            default -> "";
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray()).toLowerCase(Locale.ROOT);
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND).toString();
    }
}

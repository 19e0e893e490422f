package io.orderflow.runner.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TraceServerTest {
    private static final TraceLimits LIMITS = new TraceLimits(3, 8, 5, 64 * 1024);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private TraceServer server;

    @BeforeEach
    void start() throws IOException {
        server = TraceServer.start(0, LIMITS);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void aTraceComesBackWithServiceParentStatusAttributesAndLinks() throws Exception {
        assertThat(post(export(span(1, 1, "append Order")), false).statusCode()).isEqualTo(200);

        JsonNode span = JSON.readTree(get("/traces/" + traceId(1)).body()).path("spans").path(0);

        assertThat(span.path("name").asString()).isEqualTo("append Order");
        assertThat(span.path("kind").asString()).isEqualTo("PRODUCER");
        assertThat(span.path("service").asString()).isEqualTo("orderflow-command");
        assertThat(span.path("parentSpanId").asString()).isEqualTo("00000000000000ff");
        assertThat(span.path("start").asString()).isEqualTo("2026-11-21T00:00:00.000000001Z");
        assertThat(span.path("durationMillis").asDouble()).isEqualTo(2.0);
        assertThat(span.path("status").path("code").asString()).isEqualTo("ERROR");
        assertThat(span.path("attributes").path("eventstore.event.count").asInt()).isEqualTo(3);
        assertThat(span.path("links").path(0).path("traceId").asString()).isEqualTo(traceId(9));
    }

    @Test
    void compressedRequestsAreUnderstood() throws Exception {
        assertThat(post(export(span(1, 1, "a")), true).statusCode()).isEqualTo(200);

        assertThat(get("/traces/" + traceId(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void theOldestTraceMakesRoomAndIsCounted() throws Exception {
        for (int trace = 1; trace <= 4; trace++) {
            post(export(span(trace, 1, "a")), false);
        }

        assertThat(get("/traces/" + traceId(1)).statusCode()).isEqualTo(404);
        assertThat(get("/traces/" + traceId(4)).statusCode()).isEqualTo(200);
        assertThat(get("/metrics").body()).contains("trace_store_traces 3", "trace_store_traces_dropped_total 1",
                "trace_store_spans_dropped_total 1");
    }

    @Test
    void spansInAllAreBounded() throws Exception {
        for (int trace = 1; trace <= 3; trace++) {
            int id = trace;
            post(export(IntStream.range(0, 4).mapToObj(it -> span(id, it, "a")).toArray(Span[]::new)), false);
        }

        assertThat(get("/metrics").body()).contains("trace_store_traces 2", "trace_store_spans 8");
    }

    @Test
    void spansBeyondTheLimitOfOneTraceAreReportedToTheSender() throws Exception {
        HttpResponse<byte[]> response = post(
                export(IntStream.range(0, 6).mapToObj(it -> span(1, it, "a")).toArray(Span[]::new)), false);

        assertThat(ExportTraceServiceResponse.parseFrom(response.body())
            .getPartialSuccess()
            .getRejectedSpans()).isEqualTo(1);
    }

    @Test
    void whatIsNoSpanDoesNotKeepTheOthersFromBeingRead() throws Exception {
        Span broken = span(1, 2, "b").toBuilder()
            .clearLinks()
            .setUnknownFields(UnknownFieldSet.newBuilder()
                .addField(Span.STATUS_FIELD_NUMBER, UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFrom(new byte[]{1, 2, 3}))
                    .build())
                .build())
            .build();
        assertThat(post(export(span(1, 1, "a"), broken), false).statusCode()).isEqualTo(200);

        String trace = get("/traces/" + traceId(1)).body();

        assertThat(trace).contains("\"a\"", "(unreadable)");
    }

    @Test
    void theNewestTracesAreListedFirst() throws Exception {
        post(export(span(1, 1, "first")), false);
        post(export(span(2, 1, "second")), false);

        JsonNode items = JSON.readTree(get("/traces?limit=1").body()).path("items");

        assertThat(items.size()).isEqualTo(1);
        assertThat(items.path(0).path("name").asString()).isEqualTo("second");
        assertThat(items.path(0).path("errors").asInt()).isEqualTo(1);
    }

    @Test
    void badRequestsAreRefusedAndCounted() throws Exception {
        assertThat(post(new byte[LIMITS.bodyBytesMax() + 1], false).statusCode()).isEqualTo(413);
        assertThat(post(new byte[LIMITS.bodyBytesMax() + 1], true).statusCode())
            .as("a small body that unpacks to a large one")
            .isEqualTo(413);
        assertThat(post(new byte[]{1, 2, 3}, false).statusCode()).isEqualTo(400);
        assertThat(get("/v1/traces").statusCode()).isEqualTo(405);
        assertThat(get("/traces/xyz").statusCode()).isEqualTo(404);
        assertThat(get("/traces?limit=9999").statusCode()).isEqualTo(400);
        assertThat(get("/metrics").body()).contains("trace_store_requests_refused_total 4");
    }

    private HttpResponse<byte[]> post(byte[] body, boolean gzip) throws Exception {
        var request = HttpRequest.newBuilder(uri("/v1/traces"))
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip ? gzip(body) : body));
        if (gzip) {
            request.header("Content-Encoding", "gzip");
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    private static byte[] export(Span... spans) {
        var scope = ScopeSpans.newBuilder().addAllSpans(List.of(spans));
        var resource = Resource.newBuilder()
            .addAttributes(
                    attribute("service.name", AnyValue.newBuilder().setStringValue("orderflow-command").build()));
        return ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
            .build()
            .toByteArray();
    }

    private static Span span(int trace, int span, String name) {
        long start = Instant.parse("2026-11-21T00:00:00Z").getEpochSecond() * 1_000_000_000 + 1;
        return Span.newBuilder()
            .setTraceId(bytes(traceId(trace)))
            .setSpanId(bytes("%016x".formatted(span)))
            .setParentSpanId(bytes("00000000000000ff"))
            .setName(name)
            .setKind(Span.SpanKind.SPAN_KIND_PRODUCER)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + 2_000_000)
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("refused"))
            .addAttributes(attribute("eventstore.event.count", AnyValue.newBuilder().setIntValue(3).build()))
            .addLinks(Span.Link.newBuilder().setTraceId(bytes(traceId(9))).setSpanId(bytes("0000000000000001")))
            .build();
    }

    private static KeyValue attribute(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    private static String traceId(int trace) {
        return "%032x".formatted(trace);
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}

package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final int BODY_BYTES_MAX = 1_048_576;
    private static final Upstream COMMAND = new Upstream("command");
    private static final Upstream QUERY = new Upstream("query");
    private static final Upstream PROJECTIONS = new Upstream("projections");
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(COMMAND.url(), QUERY.url(), PROJECTIONS.url(), Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        COMMAND.close();
        QUERY.close();
        PROJECTIONS.close();
    }

    @BeforeEach
    void forget() {
        COMMAND.received.clear();
        QUERY.received.clear();
        gateway.spans().reset();
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1/orders,query", "GET,/api/v1/orders/1/stream,query", "POST,/api/v1/orders,command",
            "POST,/api/v1/orders/1/cancel,command", "POST,/api/v1/stock/S10_1678/receive,command",
            "GET,/api/v1/stock/S10_1678,query", "GET,/problems/not-found,query", "GET,/openapi.json,query",
            "GET,/admin/v1/seed,command", "GET,/admin/v1/fulfilments,command", "GET,/admin/v1/projections,projections",
            "POST,/admin/v1/dead-letters/order_detail/order-1/retry,projections",
            "POST,/admin/v1/dead-letters/order_detail/order-1/discard,projections",
            "GET,/admin/v1/strangers,projections", "POST,/admin/v1/strangers/discard,projections",
            "POST,/admin/v1/strangers/0/4711/discard,projections"})
    void eachRequestReachesItsApplication(String method, String path, String application) throws Exception {
        var answer = gateway.send(gateway.request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(application);
    }

    @Test
    void aHeadRequestIsARead() throws Exception {
        var answer = gateway.send(gateway.request("/api/v1/orders").HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Served-By")).hasValue("query");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE | /api/v1/orders/1         | GET, HEAD, OPTIONS
            PUT    | /api/v1/orders           | GET, HEAD, POST, OPTIONS
            M1     | /api/v1/orders           | GET, HEAD, POST, OPTIONS
            GET    | /api/v1/orders/1/cancel  | POST, OPTIONS
            POST   | /admin/v1/projections    | GET, HEAD, OPTIONS
            """)
    void aMethodThatAResourceLacksIsRefusedWithThoseThatItHas(String method, String path, String allow)
            throws Exception {
        var answer = gateway.send(gateway.request(path).method(method, BodyPublishers.noBody()));

        assertProblem(answer, 405, "method-not-allowed", path);
        assertThat(answer.headers().allValues("Allow")).containsExactly(allow);
    }

    @Test
    void optionsNameTheMethods() throws Exception {
        var answer = gateway.send(gateway.request("/api/v1/orders").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues("Allow")).containsExactly("GET, HEAD, POST, OPTIONS");
        assertThat(answer.headers().firstValue("Trace-Id")).isPresent();
        assertThat(COMMAND.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/v2/orders", "/api/v10/orders", "/api/v1/orders/", "/api/v1/unknown",
            "/admin/v1", "/admin/v1/faults", "/actuator", "/actuator/env", "/actuator/info", "/actuator/heapdump",
            "/actuator/gateway/routes", "/error"})
    void whatNoRouteTakesIsNotFound(String path) throws Exception {
        assertProblem(gateway.get(path), 404, "not-found", path);
    }

    @Test
    void itsOwnHealthAndMetricsAreOpen() throws Exception {
        gateway.get("/api/v1/orders");

        assertThat(gateway.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(gateway.get("/actuator/prometheus").body())
            .contains("http_client_requests_seconds_count", "application=\"query-side\"", "resource=\"http_inflight\"");
        assertProblem(gateway.send(gateway.request("/actuator/health").POST(BodyPublishers.noBody())), 405,
                "method-not-allowed", "/actuator/health");
    }

    @Test
    void queryAndBodyArriveAsTheyWereSent() throws Exception {
        gateway.send(gateway.request("/api/v1/orders?q=caf%C3%A9+%26+co&sort=-placedAt&status=")
            .POST(BodyPublishers.ofString("{\"é\":1}"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "k"));

        Upstream.Received received = COMMAND.received.take();
        assertThat(received.uri()).isEqualTo("/api/v1/orders?q=caf%C3%A9+%26+co&sort=-placedAt&status=");
        assertThat(received.body()).isEqualTo("{\"é\":1}");
        assertThat(received.headers().getFirst("Idempotency-Key")).isEqualTo("k");
        assertThat(received.headers().getFirst("Content-Length")).isEqualTo("8");
    }

    @Test
    void anAnswerThatTheCallerHasAlreadyIsPassedOnUnchanged() throws Exception {
        var answer = gateway.send(gateway.request("/api/v1/orders/1").header("If-None-Match", "\"7\"").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Date")).singleElement()
            .satisfies(it -> assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(it)).isNotNull());
        assertThat(QUERY.received.take().headers().getFirst("If-None-Match")).isEqualTo("\"7\"");
    }

    @Test
    void aCallerCannotSayWhereItComesFrom() throws Exception {
        gateway.send(gateway.request("/api/v1/orders")
            .GET()
            .header("X-Forwarded-For", "1.2.3.4")
            .header("X-Forwarded-Host", "evil.example")
            .header("X-Forwarded-Prefix", "/evil")
            .header("Forwarded", "for=1.2.3.4"));

        var headers = QUERY.received.take().headers();
        assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(headers.get("X-Forwarded-Host")).containsExactly("127.0.0.1:" + gateway.port());
        assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(headers.get("X-Forwarded-Prefix")).isNull();
        assertThat(headers.get("Forwarded")).isNull();
    }

    @Test
    void fieldsOfTheCallersConnectionStayHere() throws Exception {
        gateway.raw("""
                GET /api/v1/orders HTTP/1.1
                Host: gateway.example
                Connection: close, X-Only-Here
                X-Only-Here: 1
                Proxy-Connection: keep-alive
                TE: trailers

                """);

        var headers = QUERY.received.take().headers();
        assertThat(headers).doesNotContainKeys("X-only-here", "Proxy-connection", "Te");
        assertThat(headers.getFirst("X-Forwarded-Host")).isEqualTo("gateway.example");
    }

    @Test
    void theTraceOfTheCallerGoesThroughAServerAndAClientSpan() throws Exception {
        var answer = gateway.send(gateway.request("/api/v1/orders")
            .GET()
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));

        assertThat(answer.headers().allValues("Trace-Id")).containsExactly(TRACE);
        Awaitility.await().until(() -> spans().size() == 2);
        SpanData client = span(SpanKind.CLIENT);
        SpanData server = span(SpanKind.SERVER);
        assertThat(server.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(QUERY.received.take().headers().get("traceparent"))
            .containsExactly("00-" + TRACE + "-" + client.getSpanId() + "-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/../../actuator/prometheus", "/api/v1/..", "/api/v1/./orders", "/api/v1//orders",
            "/api/v1/%2e%2e/actuator", "/api/v1/orders;a=b", "/api/v1/a%2Fb", "/api/v1/a%5cb", "/api/v1/a%00",
            "/api/v1/%252e%252e/actuator"})
    void anAmbiguousPathIsRefused(String path) throws Exception {
        String answer = gateway.raw("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"traceId\":\"");
        assertThat(QUERY.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/v1/orders?q=%zz HTTP/1.1\nHost: localhost\nConnection: close\n\n",
            "GET /api/v1/orders?q={} HTTP/1.1\nHost: localhost\nConnection: close\n\n",
            "GET /api/v1/orders HTTP/1.1\nHost: a b\nConnection: close\n\n",
            "GET /api/v1/orders HTTP/1.1\nConnection: close\n\n",
            "POST /api/v1/orders HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2\n\nab",
            "POST /api/v1/orders HTTP/1.1\nHost: localhost\nConnection: close\nTransfer-Encoding: chunked\n\nzz\n"})
    void aRequestThatCannotBeReadIsAProblemToo(String request) throws Exception {
        assertThat(gateway.raw(request)).startsWith("HTTP/1.1 400 ")
            .contains("application/problem+json",
                    "\"type\":\"/problems/malformed-request\"", "\"traceId\":\"", "\"instance\":\"");
        assertThat(QUERY.received).isEmpty();
        assertThat(COMMAND.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key: ä-1", "X-Actor: a\u0001b", "X-Other: \u007f", "Consistency-Token: １"})
    void aFieldThatTwoServersCouldReadDifferentlyGoesNoFurther(String field) throws Exception {
        String answer = gateway
            .raw("POST /api/v1/orders HTTP/1.1\nHost: localhost\n" + field + "\nContent-Length: 2\n\n{}");

        assertThat(answer).startsWith("HTTP/1.1 400 ")
            .contains("application/problem+json", "\"type\":\"/problems/malformed-request\"", "\"traceId\":\"");
        assertThat(COMMAND.received).isEmpty();
    }

    @Test
    void spacesAndTabsMayStandWithinAField() throws Exception {
        assertThat(gateway.raw("GET /api/v1/orders HTTP/1.1\nHost: localhost\nConnection: close\nX-Other: a \tb~!\n\n"))
            .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatTheGatewayAnswersItselfHasTheSecurityHeaders() throws Exception {
        for (String path : List.of("/nothing", "/actuator/health")) {
            assertThat(gateway.get(path).headers().map()).containsKeys("x-content-type-options", "x-frame-options",
                    "referrer-policy", "content-security-policy");
        }
    }

    @Test
    void aHeadOfWhichTooMuchIsThereIsRefusedAsAProblem() throws Exception {
        for (int bytes : new int[]{10_500, 15_800, 16_000, 16_300, 200_000}) {
            assertThat(gateway.raw("POST /api/v1/orders HTTP/1.1\nHost: localhost\nX-Pad: " + "x".repeat(bytes)
                    + "\nContent-Length: 2\n\n{}"))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json", "\"type\":\"/problems/header-too-large\"");
        }
        assertThat(gateway.raw("GET /api/v1/orders?q=" + "x".repeat(4_100) + " HTTP/1.1\nHost: localhost\n\n"))
            .contains(" 414 Request-URI Too Long", "\"instance\":\"/\"", "\"type\":\"/problems/uri-too-long\"");
        assertThat(COMMAND.received).isEmpty();
    }

    @Test
    void anOlderVersionOfHttpIsRefused() throws Exception {
        assertThat(gateway.raw("GET /api/v1/orders HTTP/1.0\nHost: localhost\n\n"))
            .contains(" 505 HTTP Version Not Supported", "\"type\":\"/problems/http-version-not-supported\"");
    }

    @Test
    void whatACallerInventsMakesNoSeries() throws Exception {
        gateway.send(gateway.request("/api/v1/orders").method("M0", BodyPublishers.noBody()));
        gateway.get("/invented/0");
        long before = series();

        for (int i = 1; i <= 50; i++) {
            gateway.send(gateway.request("/api/v1/orders").method("M" + i, BodyPublishers.noBody()));
            gateway.get("/invented/" + i);
        }

        assertThat(series()).isLessThanOrEqualTo(before);
        assertThat(gateway.get("/actuator/prometheus").body()).contains("method=\"_OTHER\"").doesNotContain("invented");
    }

    private static long series() throws Exception {
        return gateway.get("/actuator/prometheus")
            .body()
            .lines()
            .filter(line -> line.startsWith("http_server_requests_seconds_bucket"))
            .filter(line -> !line.contains("/actuator"))
            .count();
    }

    @Test
    void ofTheBaggageOnlyWhatIsKnownGoesOn() throws Exception {
        for (String baggage : List.of("tenant=acme,secret=1", "tenant=%E6%97%A5,load.run=7", "tenant=a%0Ab",
                "tenant=%zz",
                "=,;=")) {
            var answer = gateway.send(gateway.request("/api/v1/orders").GET().header("baggage", baggage));

            assertThat(answer.statusCode()).isEqualTo(200);
            String passed = String.join(",", QUERY.received.take().headers().getOrDefault("baggage", List.of()));
            assertThat(passed).doesNotContain("secret", "%0A", "%zz");
            assertThat(passed.startsWith("tenant=acme")).isEqualTo(baggage.contains("acme"));
        }
    }

    @Test
    void whatTheCallerDoesNotWantRecordedIsNotButGoesOn() throws Exception {
        var answer = gateway.send(gateway.request("/api/v1/orders")
            .GET()
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00"));

        assertThat(answer.headers().allValues("Trace-Id")).containsExactly(TRACE);
        assertThat(QUERY.received.take().headers().getFirst("traceparent")).startsWith("00-" + TRACE).endsWith("-00");
        assertThat(spans()).isEmpty();
    }

    @Test
    void aBodyMayBeAsLargeAsTheLimit() throws Exception {
        byte[] body = "x".repeat(BODY_BYTES_MAX).getBytes(StandardCharsets.UTF_8);

        for (var publisher : new BodyPublisher[]{BodyPublishers.ofByteArray(body),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))}) {
            assertThat(gateway.send(gateway.request("/api/v1/orders").POST(publisher)).statusCode()).isEqualTo(200);
            assertThat(COMMAND.received.take().body()).isEqualTo("x".repeat(BODY_BYTES_MAX));
        }
    }

    @Test
    void aByteMoreIsRefusedWithALengthAndInChunks() throws Exception {
        byte[] body = new byte[BODY_BYTES_MAX + 1];

        for (var publisher : new BodyPublisher[]{BodyPublishers.ofByteArray(body),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))}) {
            assertProblem(gateway.send(gateway.request("/api/v1/orders").POST(publisher)), 413, "payload-too-large",
                    "/api/v1/orders");
        }
        assertThat(COMMAND.received).isEmpty();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug, String instance) {
        String traceId = answer.headers().firstValue("Trace-Id").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
            .startsWith("{\"type\":\"/problems/" + slug + "\",\"title\":\"")
            .contains("\"status\":" + status, "\"detail\":\"", "\"instance\":\"" + instance + "\"")
            .endsWith("\"traceId\":\"" + traceId + "\"}");
    }

    private static List<SpanData> spans() {
        return gateway.spans()
            .getFinishedSpanItems()
            .stream()
            .filter(span -> span.getTraceId().equals(TRACE))
            .toList();
    }

    private static SpanData span(SpanKind kind) {
        return spans().stream().filter(span -> span.getKind() == kind).findFirst().orElseThrow();
    }
}

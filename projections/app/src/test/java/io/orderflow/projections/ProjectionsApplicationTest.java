package io.orderflow.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StoredForm;
import io.orderflow.projections.testing.EventTopic;
import io.orderflow.projections.testing.Log;
import io.orderflow.projections.testing.Log.Published;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ProjectionsApplicationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Log LOG = new Log();
    private static final ReadModelDatabase DATABASE = new ReadModelDatabase();
    private static final EventTopic TOPIC = new EventTopic();
    private static final ConfigurableApplicationContext APPLICATION = start();

    /** Keeps the spans of the application under test. */
    @Configuration(proxyBeanMethods = false)
    static class Spans {
        @Bean
        SpanExporter keptSpans() {
            return SPANS;
        }
    }

    private static ConfigurableApplicationContext start() {
        var spring = new SpringApplication(ProjectionsApplication.class, Spans.class);
        return spring.run("--server.port=0", "--orderflow.tracing.schedule-delay=10ms",
                "--spring.datasource.url=" + DATABASE.server().jdbcUrl(),
                "--spring.datasource.password=" + DATABASE.server().password(),
                "--orderflow.kafka.bootstrap-servers=" + TOPIC.bootstrapServers(),
                "--orderflow.projections.lag-monitor-interval=100ms");
    }

    @BeforeAll
    static void ready() {
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200));
    }

    @AfterAll
    static void stop() {
        APPLICATION.close();
        TOPIC.close();
    }

    @Test
    void oneOrdersTraceReachesTheSqlOfEachReadModel() throws Exception {
        Published placed = publish(LOG.append(Log.placed("traced")));
        String traceId = placed.headers().getOrDefault(EventHeaders.TRACEPARENT, "").substring(3, 35);
        awaitRows("SELECT count(*) FROM read_model.journey_step WHERE order_id = 'traced'", "2");

        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(names(traceId)).contains(
                    "process orders.events.v1", "project order_detail", "UPSERT order_detail", "project order_search",
                    "UPSERT order_search", "commit orders.events.v1"));
        SpanData process = span(traceId, "process orders.events.v1");
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(process.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(process.getLinks()).extracting(LinkData::getSpanContext).hasSize(2);
        assertThat(span(traceId, "UPSERT order_detail").getParentSpanId())
            .isEqualTo(span(traceId, "project order_detail").getSpanId());
        assertThat(DATABASE.values("SELECT DISTINCT trace_id FROM read_model.journey_step WHERE order_id = 'traced'"))
            .containsExactly(traceId);
    }

    @Test
    void anOldEventStartsATraceOfItsOwn() throws Exception {
        Published old = publish(LOG.append(Log.placed("old"))
            .with(EventHeaders.TIMESTAMP, Instant.now().minus(Duration.ofMinutes(11)).toString()));
        String traceId = old.headers().getOrDefault(EventHeaders.TRACEPARENT, "").substring(3, 35);
        awaitRows("SELECT count(*) FROM read_model.order_detail WHERE order_id = 'old'", "1");

        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(SPANS.getFinishedSpanItems())
                .filteredOn(it -> it.getName().startsWith("process "))
                .filteredOn(it -> it.getLinks()
                    .stream()
                    .anyMatch(link -> link.getSpanContext().getTraceId().equals(traceId)))
                .isNotEmpty()
                .noneMatch(it -> it.getTraceId().equals(traceId)));
    }

    @Test
    void progressIsToldByTheAdminApi() throws Exception {
        publish(LOG.append(Log.placed("told")));
        awaitRows("SELECT count(*) FROM read_model.order_detail WHERE order_id = 'told'", "1");

        assertThat(get("/admin/v1/projections").body()).contains("\"projection\":\"order_detail\"",
                "\"state\":\"RUNNING\"");
        assertThat(get("/admin/v1/projections/stock_levels").body()).contains("\"lagMs\":", "\"partitions\":[{");
    }

    @ParameterizedTest
    @CsvSource({"/admin/v1/projections/nothing, not-found, 404", "/nothing, not-found, 404",
            "/admin/v1/dead-letters?limit=0, validation-failed, 400",
            "/admin/v1/dead-letters?limit=, validation-failed, 400",
            "/admin/v1/dead-letters?limit=x, validation-failed, 400",
            "/admin/v1/dead-letters/order_detail/order-1/retry, method-not-allowed, 405"})
    void whatIsWrongIsAProblemAsOfEveryApplication(String path, String type, int status) throws Exception {
        HttpResponse<String> answer = get(path);
        String traceId = answer.headers().firstValue("Trace-Id").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.body()).startsWith("{\"type\":\"/problems/" + type + "\",\"title\":\"")
            .contains("\"status\":" + status, "\"detail\":\"",
                    "\"instance\":\"" + path.replaceFirst("[?].*", "") + "\"", "\"traceId\":\"" + traceId + "\"");
    }

    @Test
    void aParkedStreamIsListedAndRetried() throws Exception {
        publish(LOG.append(Log.placed("poisoned")), LOG.append(new OrderReserved(new OrderId("poisoned"), Log.NOON),
                new StoredForm("OrderReserved", 1, "{}")));
        awaitRows("SELECT count(*) FROM read_model.dead_letter WHERE stream_id = 'order-poisoned'", "2");

        assertThat(get("/admin/v1/dead-letters?projection=order_detail").body())
            .contains("\"streamId\":\"order-poisoned\"", "UnreadableEventException", "\"letters\":1");
        String retry = "/admin/v1/dead-letters/order_detail/order-poisoned/retry";
        assertThat(post(retry).body()).contains("\"outcome\":\"still-parked\"");
        DATABASE.execute(
                "UPDATE event_store.event SET payload = '{\"orderId\":\"poisoned\",\"occurredAt\":\"2026-11-21T12:00:00Z\"}'"
                        + " WHERE stream_id = 'order-poisoned' AND version = 2");
        assertThat(post(retry).body()).contains("\"outcome\":\"released\"", "\"events\":1");
        assertThat(post(retry).statusCode()).isEqualTo(404);
        assertThat(DATABASE.values("SELECT status FROM read_model.order_detail WHERE order_id = 'poisoned'"))
            .containsExactly("RESERVED");
    }

    @Test
    void aParkedStreamIsGivenUpWithAReason() throws Exception {
        publish(LOG.append(Log.placed("lost")), LOG.append(new OrderReserved(new OrderId("lost"), Log.NOON),
                new StoredForm("OrderReserved", 1, "{}")));
        awaitRows("SELECT count(*) FROM read_model.dead_letter WHERE stream_id = 'order-lost'", "2");
        String discard = "/admin/v1/dead-letters/order_search/order-lost/discard";

        assertThat(post(discard, "{\"reason\":\" \"}").statusCode()).isEqualTo(400);
        assertThat(post(discard, "{\"reason\":\"a bug of 0.1\"}").body()).contains("\"letters\":1");
        assertThat(get("/admin/v1/dead-letters?projection=order_search").body())
            .contains("\"discardReason\":\"a bug of 0.1\"", "\"letters\":0");
        assertThat(post("/admin/v1/dead-letters/order_search/order-none/discard", "{\"reason\":\"x\"}").statusCode())
            .isEqualTo(404);
    }

    @Test
    void recordsOfStrangersAreListedAndDiscarded() throws Exception {
        TOPIC.write("somebody", Map.of("from", "elsewhere"), "secret");
        awaitRows("SELECT count(*) FROM read_model.stranger WHERE key = 'somebody'", "1");

        assertThat(get("/admin/v1/strangers").body())
            .contains("\"reason\":\"malformed\"", "\"key\":\"somebody\"", "\"headers\":{\"from\":\"elsewhere\"}")
            .doesNotContain("secret");
        String place = DATABASE.values("SELECT partition || '/' || kafka_offset FROM read_model.stranger").getFirst();
        String discard = "/admin/v1/strangers/" + place + "/discard";
        assertThat(post(discard, "{\"reason\":\"a test\"}").body()).contains("\"records\":1");
        assertThat(post(discard, "{\"reason\":\"a test\"}").statusCode()).isEqualTo(404);
        assertThat(get("/admin/v1/strangers").body()).doesNotContain("somebody");
        assertThat(get("/admin/v1/strangers?discarded=true").body()).contains("\"discardReason\":\"a test\"");
        assertThat(post("/admin/v1/strangers/discard", "{\"reason\":\"a test\"}").body()).contains("\"records\":0");
    }

    @Test
    void metersAreExported() throws Exception {
        publish(LOG.append(Log.placed("measured")));
        awaitRows("SELECT count(*) FROM read_model.order_detail WHERE order_id = 'measured'", "1");

        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(get("/actuator/prometheus").body())
                .contains("projection_event_lag_seconds_bucket{", "projection_lag_events{",
                        "projection_lag_time_seconds{",
                        "projection_position{", "projection_last_commit_timestamp_seconds{", "projection_events_total{",
                        "consume_delay_seconds_bucket{", "lag_monitor_last_success_timestamp_seconds{",
                        "projection_parked_streams{", "projection_strangers_total{", "resource_saturation_ratio{",
                        "kafka_consumer_poll_idle_ratio_avg{",
                        "event_type=\"OrderCancelled\"")
                .containsPattern("projection_running\\{.*projection=\"stock_levels\".*} 1.0"));
        assertThat(get("/actuator/prometheus").body().lines().filter(it -> !it.startsWith("#"))).hasSizeLessThan(5_000);
    }

    private static Published publish(Published... events) {
        TOPIC.publish(Stream.of(events).map(DATABASE::recorded).toArray(Published[]::new));
        return events[0];
    }

    private static void awaitRows(String sql, String expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(DATABASE.values(sql)).containsExactly(expected));
    }

    private static List<String> names(String traceId) {
        return SPANS.getFinishedSpanItems()
            .stream()
            .filter(it -> it.getTraceId().equals(traceId))
            .map(SpanData::getName)
            .toList();
    }

    private static SpanData span(String traceId, String name) {
        return SPANS.getFinishedSpanItems()
            .stream()
            .filter(it -> it.getTraceId().equals(traceId) && it.getName().equals(name))
            .findFirst()
            .orElseThrow();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + APPLICATION.getEnvironment().getProperty("local.server.port") + path);
    }
}

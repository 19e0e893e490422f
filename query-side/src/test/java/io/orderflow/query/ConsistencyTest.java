package io.orderflow.query;

import static io.orderflow.query.Problems.assertInvalidHeader;
import static io.orderflow.query.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.query.RunningQuerySide.Answer;
import io.orderflow.readmodel.ReadModel;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsistencyTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";
    private static final WrittenData DATA = WrittenData.inNewDatabase();
    private static RunningQuerySide app;

    @BeforeAll
    static void start() {
        app = RunningQuerySide.on(DATA);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void nothingLags() {
        append();
        DATA.everythingIsProjected();
    }

    @Test
    void everyReadTellsItsPositionAndLag() {
        String head = Long.toString(DATA.head());
        Answer answer = await().until(() -> app.get("/api/v1/orders"), it -> it.header("Read-Position").equals(head));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Read-Lag-Ms")).isEqualTo("0");
        assertThat(answer.header("Trace-Id")).matches("[0-9a-f]{32}");
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }

    @Test
    void aReachedPositionIsAnsweredAtOnce() {
        assertThat(orders(DATA.head(), "wait=30").status()).isEqualTo(200);
        assertThat(app.get("/api/v1/orders", "Consistency-Token", "0").status()).isEqualTo(200);
    }

    @Test
    void aReadWaitsUntilItsReadModelHasReachedTheToken() {
        long token = append();
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> orders(token, "wait=20"));
        CompletableFuture<Answer> lenient = CompletableFuture
            .supplyAsync(() -> orders(token, "wait=20, handling=lenient"));
        DATA.publishedUpTo(token);
        DATA.projectedUpTo(ReadModel.ORDER_DETAIL, token);
        assertThat(orders(token, "wait=0").status()).isEqualTo(503);
        assertThat(answer).isNotDone();
        assertThat(lenient).isNotDone();

        DATA.projectedUpTo(ReadModel.ORDER_SEARCH, token);

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().header("Read-Position")).isEqualTo(Long.toString(token));
        assertThat(answer.join().header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(lenient.join().header("Preference-Applied")).isEqualTo("wait=20");
    }

    @Test
    void aReadModelThatLagsIsAProblem() {
        long before = DATA.head();
        long token = append();

        Answer answer = orders(token, "wait=1");

        assertProblem(answer, ProblemType.PROJECTION_LAGGING);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(DATA.head()).isEqualTo(before + 1);
        assertProblem(app.get("/api/v1/orders", "Consistency-Token", Long.toString(token)),
                ProblemType.PROJECTION_LAGGING);
    }

    @Test
    void whoTakesAnOlderStateGetsItAndIsTold() {
        long before = DATA.head();
        long token = append();

        Answer answer = orders(token, "handling=lenient; wait=9, foo, wait=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1, handling=lenient");
        assertThat(answer.header("Read-Position")).isEqualTo(Long.toString(before));
        assertThat(Long.parseLong(answer.header("Read-Lag-Ms"))).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void aPositionThatHasGoneBackIsSoonBelievedNoLonger() {
        long token = DATA.head();
        assertThat(orders(token, "wait=30").status()).isEqualTo(200);

        DATA.projectedUpTo(ReadModel.ORDER_SEARCH, token - 1);

        await().until(() -> orders(token, "wait=0").status(), it -> it == 503);
    }

    @Test
    void theStoreItselfNeverLags() {
        long token = append();

        Answer answer = app.get("/api/v1/products", "Consistency-Token", Long.toString(token));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Read-Position")).isEqualTo(Long.toString(token));
        assertThat(answer.header("Read-Lag-Ms")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.0", "", "0x1", "99999999999999999999", "999999999999999999"})
    void whatIsNoTokenIsRefused(String token) {
        assertInvalidHeader(app.get("/api/v1/orders", "Consistency-Token", token, "Prefer", "wait=30"),
                "Consistency-Token");
    }

    @Test
    void aQueryIsASpanLinkedToTheTraceOfTheLastEvent() {
        long position = append();
        DATA.everythingIsProjected();
        app.spans().reset();

        Answer answer = app.get("/api/v1/orders", "Consistency-Token", Long.toString(position), "traceparent",
                "00-11111111111111111111111111111111-2222222222222222-01");

        assertThat(answer.header("Trace-Id")).isEqualTo("11111111111111111111111111111111");
        SpanData span = await().until(() -> app.spans()
            .getFinishedSpanItems()
            .stream()
            .filter(it -> it.getName().equals("query SearchOrders"))
            .findFirst()
            .orElse(null), it -> it != null);
        assertThat(span.getTraceId()).isEqualTo("11111111111111111111111111111111");
        assertThat(span.getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getSpanContext().getTraceId()).isEqualTo(TRACE_ID);
            assertThat(link.getSpanContext().getSpanId()).isEqualTo(SPAN_ID);
        });
        assertThat(span.getAttributes().asMap().toString()).contains("cqrs.read.position=" + position);
    }

    @Test
    void stalenessAndSaturationAreMeasured() {
        app.get("/api/v1/orders");

        String metrics = app.get("/actuator/prometheus").response().body();
        assertThat(metrics)
            .contains("query_staleness_seconds_bucket{application=\"orderflow-query\",query=\"ShowStock\"")
            .contains("resource=\"http_inflight\"")
            .contains("resource=\"sse_subscriptions\"")
            .contains("resource=\"db_pool\"");
    }

    private static Answer orders(long token, String preference) {
        return app.get("/api/v1/orders", "Consistency-Token", Long.toString(token), "Prefer", preference);
    }

    private static long append() {
        var traced = EventMetadata.parse("{\"traceparent\":\"00-" + TRACE_ID + "-" + SPAN_ID + "-01\"}");
        return DATA.append(new OrderEvent.OrderReserved(new OrderId(UUID.randomUUID().toString()),
                Instant.now().minus(Duration.ofHours(1))), traced);
    }
}

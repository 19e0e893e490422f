package io.orderflow.query;

import static io.orderflow.query.SharedQuerySide.APP;
import static io.orderflow.query.SharedQuerySide.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.StockReserved;
import io.orderflow.readmodel.ReadModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OrderJourneyTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void oneTimelineLeadsFromTheRequestThroughEveryProjection() {
        var id = new OrderId(UUID.randomUUID().toString());
        Instant start = Instant.now().minusSeconds(60);
        long order = DATA.append(new OrderReserved(id, start), EventMetadata.parse("""
                {"actor":"demo","commandId":"c1","commandType":"PlaceOrder","request":"POST /api/v1/orders",
                 "requestedAt":"%s","requestSpanId":"1111111111111111","commandAt":"%s",
                 "commandSpanId":"2222222222222222","traceparent":"00-%s-00f067aa0ba902b7-01"}
                """.formatted(start, start.plusMillis(2), TRACE_ID)));
        long stock = DATA.append(new StockReserved(new Sku("S1"), id, 1, start, start), EventMetadata.parse("""
                {"actor":"fulfilment","commandId":"c2","commandType":"ReserveStock","commandAt":"%s",
                 "commandSpanId":"3333333333333333","traceparent":"00-%s-00f067aa0ba902b8-01"}
                """.formatted(start.plusMillis(9), TRACE_ID)));
        Instant later = Instant.now().plusSeconds(60);
        DATA.journeyStep(order, ReadModel.ORDER_DETAIL, id.value(), later, later.plusMillis(20));
        DATA.journeyStep(order, ReadModel.ORDER_SEARCH, id.value(), later, later.plusMillis(30));
        DATA.journeyStep(stock, ReadModel.STOCK_LEVELS, id.value(), later.plusMillis(5), later.plusMillis(40));

        JsonNode journey = APP.get("/api/v1/orders/" + id + "/journey").json();

        List<String> told = new ArrayList<>();
        journey.path("entries").forEach(it -> told.add(it.path("kind").asString() + " " + it.path("name").asString()));
        assertThat(told).containsExactly("request POST /api/v1/orders", "command PlaceOrder",
                "process-step ReserveStock", "append OrderReserved", "append StockReserved",
                "publish orders.events.v1", "publish orders.events.v1", "project order_detail",
                "project order_search", "project stock_levels");
        assertThat(journey.path("events").asInt()).isEqualTo(2);
        assertThat(journey.path("complete").asBoolean()).isTrue();
        assertThat(journey.path("traceIds").toString()).isEqualTo("[\"" + TRACE_ID + "\"]");
        assertThat(journey.at("/entries/0/sinceStartMicros").asLong()).isZero();
        assertThat(journey.at("/entries/1/sincePreviousMicros").asLong()).isEqualTo(2_000);
        assertThat(journey.at("/entries/2/sinceStartMicros").asLong()).isEqualTo(9_000);
        assertThat(journey.at("/entries/0/spanId").asString()).isEqualTo("1111111111111111");
        assertThat(journey.at("/entries/1/spanId").asString()).isEqualTo("2222222222222222");
        assertThat(journey.at("/entries/3/spanId").asString()).isEqualTo("00f067aa0ba902b7");
        assertThat(journey.at("/entries/5/partition").asInt()).isEqualTo(3);
        assertThat(journey.at("/entries/7/polledAt").asString()).isNotEmpty();
        assertThat(journey.path("durationMicros").asLong())
            .isEqualTo(journey.at("/entries/9/sinceStartMicros").asLong());
    }

    @Test
    void anOrderThatNoProjectionHasSeenHasAJourneyToo() {
        var id = new OrderId(UUID.randomUUID().toString());
        DATA.append(new OrderReserved(id, Instant.now()));

        JsonNode journey = APP.get("/api/v1/orders/" + id + "/journey").json();
        assertThat(journey.path("entries").size()).isEqualTo(1);
        assertThat(journey.path("traceIds").isEmpty()).isTrue();
    }
}

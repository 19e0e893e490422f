package io.orderflow.query;

import static io.orderflow.query.Problems.assertInvalidParameter;
import static io.orderflow.query.SharedQuerySide.APP;
import static io.orderflow.query.SharedQuerySide.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.CustomerId;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.HistoricalForms;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StoredForm;
import io.orderflow.query.RunningQuerySide.Answer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OrderEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private final OrderId id = new OrderId(UUID.randomUUID().toString());
    private final String path = "/api/v1/orders/" + id + "/events";

    @Test
    void anOldEventIsShownAsStoredAndAsItReadsToday() {
        var placed = new OrderPlaced(id, new CustomerId("103"), "web",
                List.of(new OrderLine(1, new Sku("S24_2000"), 1, new Money(7600, "USD"))), Money.zero("USD"),
                Money.zero("USD"), new Money(7600, "USD"), NOW);
        var metadata = EventMetadata.parse("{\"actor\":\"clerk\","
                + "\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"}");
        long position = DATA.append("order-" + id, new HistoricalForms().encode(placed, 1), metadata);

        Answer answer = APP.get(path, "Consistency-Token", Long.toString(position));
        assertThat(Long.parseLong(answer.header("Read-Position"))).isBetween(position, DATA.head());
        JsonNode event = answer.json().path("items").path(0);
        assertThat(event.path("type").asString()).isEqualTo("OrderPlaced");
        assertThat(event.path("version").asInt()).isEqualTo(1);
        assertThat(event.path("position").asLong()).isEqualTo(position);
        assertThat(Instant.parse(event.path("recordedAt").asString())).isBetween(Instant.now().minusSeconds(60),
                Instant.now());
        assertThat(event.path("traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(event.path("spanId").asString()).isEqualTo("00f067aa0ba902b7");
        assertThat(event.path("metadata").path("actor").asString()).isEqualTo("clerk");
        assertThat(event.path("stored").path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(event.at("/stored/payload/lines/0/price").asString()).isEqualTo("76.00");
        assertThat(event.path("upcast").path("schemaVersion").asInt()).isEqualTo(3);
        assertThat(event.at("/upcast/payload/lines/0/unitPrice/amountMinor").asInt()).isEqualTo(7600);
        assertThat(event.at("/upcast/payload/channel").asString()).isEqualTo("unknown");
    }

    @Test
    void anEventThatCannotBeReadIsShownAsStored() {
        DATA.append("order-" + id, new StoredForm("OrderTeleported", 2, "{\"to\":\"the moon\"}"),
                WrittenData.NO_METADATA);

        JsonNode event = APP.get(path).json().path("items").path(0);
        assertThat(event.at("/stored/payload/to").asString()).isEqualTo("the moon");
        assertThat(event.path("upcast").has("payload")).isFalse();
        assertThat(event.at("/upcast/unreadable").asString()).contains("OrderTeleported");
    }

    @Test
    void aLongHistoryComesInPages() {
        for (int i = 0; i < 3; i++) {
            DATA.append(new OrderReserved(id, NOW));
        }
        Answer first = APP.get(path + "?limit=2");
        assertThat(first.json().path("items").size()).isEqualTo(2);
        Answer second = APP.get(path + "?limit=2&cursor=" + first.json().path("nextCursor").asString());
        assertThat(second.json().at("/items/0/version").asInt()).isEqualTo(3);
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
        assertInvalidParameter(APP.get(path + "?cursor=abc"), "cursor");
    }
}

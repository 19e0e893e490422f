package io.orderflow.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.Money;
import io.orderflow.eventstore.RecordedEvent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceOrderApiTest extends ApiTest {
    @Test
    void anOrderIsCreated() {
        var answer = api().place(order(2));
        String id = answer.json().path("id").asString();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/orders/" + id);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(Long.parseLong(answer.header("Consistency-Token"))).isPositive();
        assertThat(answer.header("Trace-Id")).matches("[0-9a-f]{32}");
        assertThat(answer.header("Idempotent-Replayed")).isEmpty();
        assertThat(answer.json().path("status").asString()).isEqualTo("PLACED");
        assertThat(answer.json().path("version").asInt()).isEqualTo(1);
        assertThat(answer.json().path("total").path("amountMinor").asLong()).isEqualTo(15_200);
        assertThat(answer.json().path("_links").path("cancel").path("method").asString()).isEqualTo("POST");
    }

    @Test
    void theEventNamesItsRequestAndTrace() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var answer = api().post(ApiPaths.ORDERS, order(1), "Idempotency-Key", key(), "X-Actor", "clerk-7",
                "traceparent",
                traceparent);
        String id = answer.json().path("id").asString();
        RecordedEvent event = store.readStream("order-" + id, 1, 1).getFirst();
        EventMetadata metadata = EventMetadata.parse(event.metadata());
        assertThat(answer.header("Trace-Id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(metadata.traceparent()).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
            .doesNotContain("00f067aa0ba902b7");
        assertThat(metadata.actor()).isEqualTo("clerk-7");
        assertThat(metadata.correlationId()).isEqualTo(id);
        assertThat(metadata.request()).isEqualTo("POST /api/v1/orders");
        assertThat(metadata.requestedAt()).isNotNull();
        assertThat(metadata.requestSpanId()).hasSize(16).isNotEqualTo(metadata.commandSpanId());
    }

    @Test
    void severalThingsThatAreWrongAreToldAtOnce() {
        var answer = api()
            .place("""
                    {"customerId":"","lines":[{"sku":"S24_2000","quantity":0,"unitPrice":{"amountMinor":-1,"currency":"XXX"}}]}
                    """);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("validation-failed");
        assertThat(answer.pointers().split(" ")).containsExactlyInAnyOrder("/customerId", "/currency",
                "/lines/0/quantity", "/lines/0/unitPrice/amountMinor", "/lines/0/unitPrice/currency");
        assertThat(answer.json().path("status").asInt()).isEqualTo(400);
        assertThat(answer.json().path("instance").asString()).isEqualTo(ApiPaths.ORDERS);
        assertThat(answer.json().path("traceId").asString()).isEqualTo(answer.header("Trace-Id"));
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "10001", "99999999999999999999"})
    void aQuantityBeyondItsLimitsIsRefused(String quantity) {
        long head = store.headPosition();
        var answer = api().place(order(SKU, quantity, 7600, "USD"));
        assertThat(answer.problem()).isEqualTo("validation-failed");
        assertThat(answer.pointers()).isEqualTo("/lines/0/quantity");
        assertThat(store.headPosition()).isEqualTo(head);
    }

    @Test
    void anUnknownSkuIsRefused() {
        var answer = api().place(order("S99", "1", 7600, "USD"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("unknown-sku");
        assertThat(answer.pointers()).isEqualTo("/lines/0/sku");
    }

    @Test
    void anotherCurrencyThanTheOrdersIsRefused() {
        var answer = api().place("""
                {"customerId":"103","currency":"USD","lines":[
                 {"sku":"S24_2000","quantity":1,"unitPrice":{"amountMinor":7600,"currency":"USD"}},
                 {"sku":"J1","quantity":1,"unitPrice":{"amountMinor":500,"currency":"JPY"}}]}
                """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("currency-mismatch");
        assertThat(answer.pointers()).isEqualTo("/lines/1/unitPrice/currency");
    }

    @Test
    void aCurrencyInWhichTheProductIsNotSoldIsRefused() {
        var answer = api().place(order(SKU, "1", 7600, "EUR"));
        assertThat(answer.problem()).isEqualTo("currency-mismatch");
    }

    @Test
    void aPriceThatHasChangedIsTold() {
        prices.publish(List.of(product(SKU, new Money(8000, "USD"))));
        var answer = api().place(order(1));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("price-changed");
        assertThat(answer.json().path("prices").path(0).path("unitPrice").path("amountMinor").asInt()).isEqualTo(8000);
    }

    @Test
    void theSameSkuTwiceIsRefused() {
        var answer = api().place("""
                {"customerId":"103","currency":"USD","lines":[
                 {"sku":"S24_2000","quantity":1,"unitPrice":{"amountMinor":7600,"currency":"USD"}},
                 {"sku":"S24_2000","quantity":1,"unitPrice":{"amountMinor":7600,"currency":"USD"}}]}
                """);
        assertThat(answer.problem()).isEqualTo("validation-failed");
        assertThat(answer.pointers()).isEqualTo("/lines/1/sku");
    }
}

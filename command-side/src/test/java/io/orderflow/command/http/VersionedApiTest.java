package io.orderflow.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.catalogue.Product;
import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.domain.OrderCommand.ConfirmOrder;
import io.orderflow.command.domain.OrderCommand.MarkReserved;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Commands that need If-Match. */
class VersionedApiTest extends ApiTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String REASON = "{\"reason\":\"changed my mind\"}";

    @Autowired
    CommandDispatcher dispatcher;

    private String order = "";
    private Product product = product(SKU, new Money(1, "EUR"));

    @BeforeEach
    void anOrderAndSomeStock() {
        order = api().place(order(1)).json().path("id").asString();
        product = product("T-" + UUID.randomUUID(), new Money(100, "EUR"));
        prices.publish(List.of(product));
        api().post(stock("receive"), "{\"quantity\":10}", "Idempotency-Key", key());
    }

    @Test
    void aPlacedOrderIsCancelledLater() {
        var answer = cancel("\"1\"");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(ApiPaths.order(order));
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.header("Consistency-Token")).isNotEmpty();
        assertThat(answer.json().path("status").asString()).isEqualTo("CANCELLING");
        assertThat(answer.json().path("_links").has("cancel")).isFalse();
    }

    @Test
    void aConfirmedOrderIsCancelledAtOnce() {
        confirm();
        var answer = cancel("*");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.json().path("status").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void aCancelledOrderCannotBeCancelledAndTheAllowedMovesAreNamed() {
        cancel("*");
        var answer = cancel("*");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("illegal-transition");
        assertThat(answer.json().path("state").asString()).isEqualTo("CANCELLING");
        assertThat(answer.json().path("allowed").path(0).asString()).isEqualTo("CANCELLED");
    }

    @Test
    void withoutIfMatchNothingIsChanged() {
        var answer = api().post(ApiPaths.order(order) + "/cancel", REASON);
        assertThat(answer.status()).isEqualTo(428);
        assertThat(answer.problem()).isEqualTo("precondition-required");
        assertThat(store.streamVersion("order-" + order)).isEqualTo(1);
    }

    @Test
    void anIfMatchThatIsNoVersionIsRefused() {
        for (String tag : List.of("1", "W/1", "\"1", "*, \"1\"", "\"1\" \"2\"", "\"1 \"", ",")) {
            var answer = cancel(tag);
            assertThat(answer.status()).as(tag).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("validation-failed");
        }
    }

    @Test
    void aTagThatNoVersionHasNeverMatches() {
        for (String tag : List.of("W/\"1\"", "\"x\"", "\"01\"", "\"\"", "W/\"1\", \"2\"", "\"9999999999999999999\"")) {
            var answer = cancel(tag);
            assertThat(answer.status()).as(tag).isEqualTo(412);
            assertThat(answer.problem()).isEqualTo("version-conflict");
            assertThat(answer.json().path("currentVersion").asInt()).isEqualTo(1);
        }
        assertThat(store.streamVersion("order-" + order)).isEqualTo(1);
    }

    @Test
    void ofAListOfTagsOneHasToMatch() {
        assertThat(cancel("\"7\", \"8\"").status()).isEqualTo(412);
        assertThat(cancel("W/\"0\", \"2\" , \"1\"").status()).isEqualTo(202);
    }

    @Test
    void aListMayStandOnSeveralLines() {
        assertThat(api().post(ApiPaths.order(order) + "/cancel", REASON, "If-Match", "\"2\"", "If-Match", "\"1\"")
            .status()).isEqualTo(202);
    }

    @Test
    void aStaleVersionIsExplained() {
        confirm();
        var answer = cancel("\"1\"");
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.problem()).isEqualTo("version-conflict");
        assertThat(answer.json().path("currentVersion").asInt()).isEqualTo(3);
        assertThat(answer.json().path("events").valueStream().map(it -> it.path("type").asString()))
            .containsExactly("OrderReserved", "OrderConfirmed");
        assertThat(answer.json().path("events").path(0).path("actor").asString()).isEqualTo("test");
        assertThat(answer.json().path("events").path(0).path("time").asString()).isNotEmpty();
        assertThat(store.streamVersion("order-" + order)).isEqualTo(3);
    }

    @Test
    void aCancelSaysWhy() {
        assertThat(api().post(ApiPaths.order(order) + "/cancel", "{}", "If-Match", "*").pointers())
            .isEqualTo("/reason");
        assertThat(
                api().post(ApiPaths.order(order) + "/cancel", "{\"reason\":\"a\\u0000b\"}", "If-Match", "*").problem())
            .isEqualTo("validation-failed");
    }

    @Test
    void anOrderThatDoesNotExistIsNotFound() {
        assertThat(api().post(ApiPaths.order(UUID.randomUUID().toString()) + "/cancel", REASON, "If-Match", "\"1\"")
            .problem()).isEqualTo("not-found");
        assertThat(api().post(ApiPaths.order("-") + "/cancel", REASON, "If-Match", "*").status()).isEqualTo(404);
    }

    @Test
    void stockIsAdjusted() {
        var answer = api().post(stock("adjust"), "{\"delta\":-3,\"reason\":\"broken\"}", "If-Match", "\"1\"");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.json().path("delta").asInt()).isEqualTo(-3);
    }

    @Test
    void stockDoesNotGoBelowWhatIsReserved() {
        dispatcher.dispatch(new ReserveStock(product.sku(), new OrderId(order), 4, NOW), context());
        var answer = api().post(stock("adjust"), "{\"delta\":-7,\"reason\":\"broken\"}", "If-Match", "*");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("would-go-negative");
        assertThat(answer.json().path("available").asInt()).isEqualTo(6);
    }

    @Test
    void aStaleAdjustmentIsRefused() {
        var answer = api().post(stock("adjust"), "{\"delta\":1,\"reason\":\"found\"}", "If-Match", "\"9\"");
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.json().path("currentVersion").asInt()).isEqualTo(1);
        assertThat(api().post(stock("adjust"), "{\"delta\":1,\"reason\":\"found\"}").status()).isEqualTo(428);
    }

    @Test
    void whatIsNotSoldIsNotReceived() {
        var answer = api().post(ApiPaths.stock("S99") + "/receive", "{\"quantity\":1}", "Idempotency-Key", key());
        assertThat(answer.problem()).isEqualTo("not-found");
        assertThat(api().post(stock("receive"), "{\"quantity\":0}", "Idempotency-Key", key()).pointers())
            .isEqualTo("/quantity");
    }

    private void confirm() {
        var id = new OrderId(order);
        dispatcher.dispatch(new MarkReserved(id, NOW), context());
        dispatcher.dispatch(new ConfirmOrder(id, new PaymentId(order), NOW), context());
    }

    private Api.Answer cancel(String ifMatch) {
        return api().post(ApiPaths.order(order) + "/cancel", REASON, "If-Match", ifMatch);
    }

    private String stock(String command) {
        Sku sku = product.sku();
        return ApiPaths.stock(sku.value()) + "/" + command;
    }

    private CommandContext context() {
        return CommandContext.of(UUID.randomUUID(), "test", order, "test");
    }
}

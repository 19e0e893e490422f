package io.orderflow.projections.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.HistoricalForms;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderConfirmed;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.StoredForm;
import io.orderflow.projections.orderdetail.OrderDetail;
import io.orderflow.projections.testing.Log;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoisonEventTest {
    private static final OrderReserved RESERVED = new OrderReserved(new OrderId("bad"), Log.NOON);
    private static final OrderConfirmed CONFIRMED = new OrderConfirmed(new OrderId("bad"), new PaymentId("bad"),
            Log.NOON);
    private final ReadModelDatabase database = new ReadModelDatabase();
    private final Log log = new Log();
    private ApplyFixture detail;

    @BeforeEach
    void projection() throws Exception {
        detail = new ApplyFixture(database, OrderDetail.projection());
    }

    @Test
    void aPoisonEventParksItsStreamAndTheOthersFlow() throws Exception {
        detail.publish(log.append(Log.placed("bad")), log.append(Log.placed("good")),
                log.append(RESERVED, new StoredForm("OrderReserved", 1, "{\"orderId\":7}")), log.append(CONFIRMED),
                log.append(new OrderReserved(new OrderId("good"), Log.NOON)));
        detail.applyAll();

        assertThat(statuses()).containsExactly("bad PLACED 1", "good RESERVED 2");
        assertThat(letters()).containsExactly("3 UnreadableEventException 1", "4  0");
        assertThat(database.values("SELECT position || '/' || events FROM read_model.checkpoint"))
            .containsExactly("5/5");
        assertThat(detail.counted("failed")).isEqualTo(1);
        assertThat(detail.counted("parked")).isEqualTo(1);
    }

    @Test
    void laterBatchesWaitBehindTheParkedEvent() throws Exception {
        detail.publish(log.append(RESERVED)).applyAll();
        detail.publish(log.append(CONFIRMED), log.append(Log.placed("good"))).applyAll();

        assertThat(statuses()).containsExactly("good PLACED 1");
        assertThat(letters()).containsExactly("1 ImpossibleEventException 1", "2  0");
    }

    @Test
    void anUnknownEventTypeParks() throws Exception {
        detail.publish(log.append(Log.placed("bad")), log.append(RESERVED, new StoredForm("OrderTeleported", 1, "{}")))
            .applyAll();

        assertThat(letters()).containsExactly("2 UnknownEventException 1");
    }

    @Test
    void anUnknownEventTypeOfAStreamOfNoInterestIsPassedOver() throws Exception {
        var other = log.append(RESERVED, new StoredForm("ShipmentLost", 1, "{}"))
            .with(EventHeaders.STREAM_TYPE, "Shipment");
        detail.publish(other).applyAll();

        assertThat(letters()).isEmpty();
        assertThat(detail.counted("skipped")).isEqualTo(1);
    }

    @Test
    void aValueThatTheDatabaseRefusesParksOnlyItsStream() throws Exception {
        var bad = Log.placed("bad");
        var outOfRange = new OrderPlaced(bad.orderId(), bad.customerId(), "web", bad.lines(), bad.shipping(),
                bad.discount(), bad.total(), Instant.MAX);
        detail.publish(log.append(Log.placed("good")), log.append(outOfRange), log.append(RESERVED),
                log.append(new OrderReserved(new OrderId("good"), Log.NOON)));
        detail.applyAll();

        assertThat(statuses()).containsExactly("good RESERVED 2");
        assertThat(letters()).containsExactly("2 PSQLException 1", "3  0");
        assertThat(database.values("SELECT count(*) FROM read_model.journey_step")).containsExactly("2");
    }

    @Test
    void anEventThatSkipsAVersionParks() throws Exception {
        log.append(Log.placed("bad"));
        detail.publish(log.append(RESERVED)).applyAll();

        assertThat(letters()).containsExactly("2 ImpossibleEventException 1");
    }

    @Test
    void aRetryAfterTheCauseIsGoneAppliesTheWholeSequence() throws Exception {
        var placed = log.append(Log.placed("bad"));
        detail.publish(log.append(RESERVED), log.append(CONFIRMED)).applyAll();
        assertThat(detail.retry.retry("order-bad")).isInstanceOf(RetryResult.StillParked.class);
        assertThat(database.values("SELECT attempts FROM read_model.parked_stream")).containsExactly("2");

        insert(placed);
        assertThat(detail.retry.retry("order-bad")).isEqualTo(new RetryResult.Released(2));

        assertThat(statuses()).containsExactly("bad CONFIRMED 3");
        assertThat(letters()).isEmpty();
        assertThat(detail.retry.retry("order-bad")).isInstanceOf(RetryResult.NotParked.class);
    }

    @Test
    void aRetryThatFailsHalfwayAppliesNothing() throws Exception {
        var placed = log.append(Log.placed("bad"));
        detail.publish(log.append(RESERVED), log.append(CONFIRMED, new StoredForm("OrderConfirmed", 1, "[]")))
            .applyAll();
        insert(placed);

        assertThat(detail.retry.retry("order-bad"))
            .isInstanceOfSatisfying(RetryResult.StillParked.class, it -> assertThat(it.position()).isEqualTo(3));

        assertThat(statuses()).containsExactly("bad PLACED 1");
        assertThat(letters()).hasSize(2);
    }

    @Test
    void aStreamThatWasReleasedFlowsAgain() throws Exception {
        var placed = log.append(Log.placed("bad"));
        detail.publish(log.append(RESERVED)).applyAll();
        insert(placed);
        detail.retry.retry("order-bad");

        detail.publish(log.append(CONFIRMED)).applyAll();

        assertThat(statuses()).containsExactly("bad CONFIRMED 3");
    }

    @Test
    void formerVersionsOfOrderPlacedAreUpcast() throws Exception {
        var forms = new HistoricalForms();
        var first = new OrderPlaced(new OrderId("v1"), Log.placed("v1").customerId(),
                "web", Log.placed("v1").lines(), Money.zero("USD"),
                Money.zero("USD"), new Money(22_800, "USD"), Log.NOON);
        var second = Log.placed("v2");
        detail.publish(log.append(first, forms.encode(first, 1)), log.append(second, forms.encode(second, 2)))
            .applyAll();

        assertThat(database
            .values("SELECT order_id || ' ' || total_minor || ' ' || channel FROM read_model.order_detail ORDER BY 1"))
            .containsExactly("v1 22800 unknown", "v2 23300 unknown");
        assertThat(database.values("SELECT lines -> 0 ->> 'unitPriceMinor' FROM read_model.order_detail"))
            .containsExactly("7600", "7600");
    }

    private void insert(Log.Published placed) throws Exception {
        // The event that the stream began with, applied as if it had not been left out.
        var other = new ApplyFixture(new ReadModelDatabase(), OrderDetail.projection());
        other.publish(placed).applyAll();
        String row = other.database.values("SELECT row_to_json(t) FROM read_model.order_detail t").getFirst();
        database.execute(
                "INSERT INTO read_model.order_detail SELECT * FROM json_populate_record(NULL::read_model.order_detail, '"
                        + row + "')");
    }

    private List<String> statuses() {
        return database
            .values("SELECT order_id || ' ' || status || ' ' || version FROM read_model.order_detail ORDER BY 1");
    }

    private List<String> letters() {
        return database
            .values("""
                    SELECT position_or_zero || ' ' || coalesce(regexp_replace(error_class, '.*\\.', ''), '') || ' ' || attempts
                      FROM (SELECT *, coalesce(position, 0) AS position_or_zero FROM read_model.dead_letter) d
                     ORDER BY kafka_offset
                    """);
    }
}

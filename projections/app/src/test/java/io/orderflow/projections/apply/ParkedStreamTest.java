package io.orderflow.projections.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.OrderEvent.OrderConfirmed;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.contract.StoredForm;
import io.orderflow.projections.orderdetail.OrderDetail;
import io.orderflow.projections.stocklevels.StockLevels;
import io.orderflow.projections.testing.Log;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator can do about a stream that is parked. */
class ParkedStreamTest {
    private static final OrderReserved RESERVED = new OrderReserved(new OrderId("bad"), Log.NOON);
    private static final OrderConfirmed CONFIRMED = new OrderConfirmed(new OrderId("bad"), new PaymentId("bad"),
            Log.NOON);
    private static final String MEND = "UPDATE event_store.event SET payload ="
            + " '{\"orderId\":\"bad\",\"occurredAt\":\"2026-11-21T12:00:00Z\"}' WHERE version = 2";
    private final ReadModelDatabase database = new ReadModelDatabase();
    private final Log log = new Log();
    private ApplyFixture detail;

    @BeforeEach
    void projection() throws Exception {
        detail = new ApplyFixture(database, OrderDetail.projection());
    }

    @Test
    void aCheckpointThatIsSetBackBesideAParkedStreamIsComeBackFrom() throws Exception {
        givenAParkedStream();
        database.execute("UPDATE read_model.checkpoint SET next_offset = 0, position = 0, events = 0");
        database.execute("TRUNCATE read_model.order_detail");

        detail.applyAll();

        assertThat(database.values("SELECT next_offset || '/' || position || '/' || events FROM read_model.checkpoint"))
            .containsExactly("2/2/2");
        database.execute(MEND);
        assertThat(detail.retry.retry("order-bad")).isEqualTo(new RetryResult.Released(2));
        assertThat(statuses()).containsExactly("RESERVED 2");
    }

    @Test
    void whatFollowsInADiscardedStreamIsCountedAndNotApplied() throws Exception {
        givenAParkedStream();

        assertThat(detail.retry.discard("order-bad", "known bug")).isEqualTo(OptionalInt.of(1));
        detail.publish(log.append(CONFIRMED)).applyAll();

        assertThat(statuses()).containsExactly("PLACED 1");
        assertThat(database.values("SELECT count(*) FROM read_model.dead_letter")).containsExactly("0");
        assertThat(database.values("SELECT position || '/' || events FROM read_model.checkpoint"))
            .containsExactly("3/3");
        assertThat(detail.counted("discarded")).isEqualTo(1);
        assertThat(database.values("SELECT discard_reason FROM read_model.parked_stream"))
            .containsExactly("known bug");
    }

    @Test
    void aRetryFoldsADiscardedStreamFromTheLog() throws Exception {
        givenAParkedStream();
        detail.retry.discard("order-bad", "known bug");
        detail.publish(log.append(CONFIRMED)).applyAll();
        assertThat(detail.retry.retry("order-bad")).isInstanceOf(RetryResult.StillParked.class);

        database.execute(MEND);
        assertThat(detail.retry.retry("order-bad")).isEqualTo(new RetryResult.Released(2));

        assertThat(statuses()).containsExactly("CONFIRMED 3");
    }

    @Test
    void aStreamThatIsNotParkedCannotBeDiscarded() throws Exception {
        assertThat(detail.retry.discard("order-bad", "known bug")).isEmpty();
    }

    @Test
    void lettersThatAreNotTheLogsEndWithARetry() throws Exception {
        detail.publish(log.append(Log.placed("bad"))).applyAll();
        parkAsAFormerReleaseDid("order-bad");
        parkAsAFormerReleaseDid("unkeyed-0-7");

        assertThat(detail.retry.retry("order-bad")).isEqualTo(new RetryResult.Released(0));
        assertThat(detail.retry.retry("unkeyed-0-7")).isEqualTo(new RetryResult.Released(0));

        assertThat(database.values("SELECT count(*) FROM read_model.dead_letter")).containsExactly("0");
        detail.publish(log.append(RESERVED)).applyAll();
        assertThat(statuses()).containsExactly("RESERVED 2");
    }

    @Test
    void aLongStreamIsRetriedInPages() throws Exception {
        var stock = new ApplyFixture(database, StockLevels.projection());
        stock.publish(log.append(received(), new StoredForm("StockReceived", 1, "{}"))).applyAll();
        int events = 2 * LoggedStream.PAGE_EVENTS_MAX + 1;
        for (int i = 1; i < events; i++) {
            stock.publish(log.append(received()));
        }
        stock.applyAll();
        database.execute("UPDATE event_store.event SET payload = (SELECT payload FROM event_store.event"
                + " WHERE version = 2) WHERE version = 1");
        stock.dataSource.roundTrips.clear();

        assertThat(stock.retry.retry("stock-S24_2000")).isEqualTo(new RetryResult.Released(events));

        assertThat(database.values("SELECT on_hand || '/' || version FROM read_model.stock_levels"))
            .containsExactly(events + "/" + events);
        assertThat(stock.dataSource.roundTrips).filteredOn("COMMIT"::equals).hasSize(3);
    }

    @Test
    void anEventThatNoReleaseKnowsYetIsNotRetriedByItself() throws Exception {
        detail.publish(log.append(Log.placed("bad")), log.append(RESERVED, new StoredForm("OrderTeleported", 1, "{}")))
            .applyAll();

        assertThat(detail.retry.retryReadable()).isFalse();
        assertThat(database.values("SELECT attempts FROM read_model.parked_stream")).containsExactly("1");
    }

    @Test
    void anEventThatThisReleaseKnowsIsRetriedOnce() throws Exception {
        detail.publish(log.append(Log.placed("bad")), log.append(RESERVED, new StoredForm("OrderReserved", 2, "{}")))
            .applyAll();
        database.execute("UPDATE read_model.dead_letter SET schema_version = 1");
        database.execute("UPDATE event_store.event SET schema_version = 1 WHERE version = 2");

        assertThat(detail.retry.retryReadable()).isTrue();
        assertThat(detail.retry.retryReadable()).isFalse();
        assertThat(database.values("SELECT attempts FROM read_model.parked_stream")).containsExactly("2");
    }

    private void givenAParkedStream() throws Exception {
        detail.publish(log.append(Log.placed("bad")), log.append(RESERVED, new StoredForm("OrderReserved", 1, "{}")))
            .applyAll();
        assertThat(database.values("SELECT stream_id FROM read_model.parked_stream")).containsExactly("order-bad");
    }

    private void parkAsAFormerReleaseDid(String streamId) {
        database.execute("INSERT INTO read_model.parked_stream (projection, stream_id, error_class, error_message,"
                + " attempts) VALUES ('order_detail', '" + streamId + "', 'x', 'no payload', 1)");
        database.execute("INSERT INTO read_model.dead_letter (projection, stream_id, partition, kafka_offset,"
                + " topic_id, headers, broker_timestamp, error_class, error_message, attempts) VALUES ('order_detail', '"
                + streamId + "', 0, 7, 't', '{}', clock_timestamp(), 'x', 'no payload', 1)");
    }

    private static StockReceived received() {
        return new StockReceived(new Sku("S24_2000"), 1, Log.NOON);
    }

    private List<String> statuses() {
        return database.values("SELECT status || ' ' || version FROM read_model.order_detail");
    }
}

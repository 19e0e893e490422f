package io.orderflow.projections.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.OrderEvent.OrderConfirmed;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.StrangerReason;
import io.orderflow.projections.orderdetail.OrderDetail;
import io.orderflow.projections.testing.Log;
import io.orderflow.projections.testing.Log.Published;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records in the topic that are not the log's. */
class StrangersTest {
    private static final String PAST_THE_HEAD = "9000000000000000000";
    private static final OrderReserved RESERVED = new OrderReserved(new OrderId("o-1"), Log.NOON);
    private static final OrderConfirmed CONFIRMED = new OrderConfirmed(new OrderId("o-1"), new PaymentId("o-1"),
            Log.NOON);
    private final ReadModelDatabase database = new ReadModelDatabase();
    private final Log log = new Log();
    private ApplyFixture detail;

    @BeforeEach
    void projection() throws Exception {
        detail = new ApplyFixture(database, OrderDetail.projection());
        detail.publish(log.append(Log.placed("o-1"))).applyAll();
    }

    @Test
    void recordsWithoutKeyOrHeadersArePassedOver() throws Exception {
        for (int i = 0; i < 300; i++) {
            detail.write(null, Map.of(), "x");
        }
        detail.write("k".repeat(8_192), Map.of("h".repeat(500), "v".repeat(5_000)), "x").applyAll();

        thenOnlyTheOffsetHasMoved(301);
        assertThat(detail.strangers(StrangerReason.MALFORMED)).isEqualTo(301);
        assertThat(database.values("SELECT DISTINCT length(key) FROM read_model.stranger WHERE key IS NOT NULL"))
            .containsExactly("64");
        assertThat(database.values("SELECT count(*) FROM read_model.stranger WHERE headers::text LIKE '%vvv%'"
                + " AND length(headers::text) < 300"))
            .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"})
    void aTimeOutOfBoundsIsPassedOver(String time) throws Exception {
        detail.write(own(log.append(RESERVED)).with(EventHeaders.TIMESTAMP, time)).applyAll();

        thenOnlyTheOffsetHasMoved(1);
        assertThat(detail.strangers(StrangerReason.MALFORMED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPositionBeyondTheHeadDoesNotHideWhatComesLater(boolean namesTheLog) throws Exception {
        Published beyond = own(new Log().append(RESERVED)).with(EventHeaders.POSITION, PAST_THE_HEAD);
        detail.write(namesTheLog ? beyond : beyond.without(EventHeaders.LOG))
            .publish(log.append(RESERVED), log.append(CONFIRMED))
            .applyAll();

        assertThat(statuses()).containsExactly("CONFIRMED 3");
        assertThat(progress()).containsExactly("4/3/3");
        assertThat(detail.strangers(StrangerReason.NOT_IN_LOG)).isEqualTo(1);
    }

    @Test
    void aTombstoneDoesNotParkItsStream() throws Exception {
        Published placed = own(log.append(RESERVED));
        detail.write(placed.key(), placed.headers(), null).write("order-o-1", Map.of(), null).applyAll();

        thenOnlyTheOffsetHasMoved(2);
        assertThat(detail.strangers(StrangerReason.NO_PAYLOAD)).isEqualTo(1);
        assertThat(detail.strangers(StrangerReason.MALFORMED)).isEqualTo(1);
    }

    @Test
    void aForgedEventThatCannotBeAppliedDoesNotParkItsStream() throws Exception {
        Published forged = new Log().append(RESERVED, new StoredForm("OrderReserved", 1, "{"))
            .with(EventHeaders.LOG, database.logId())
            .with(EventHeaders.VERSION, "2")
            .with(EventHeaders.POSITION, "2");
        detail.write(forged).publish(log.append(RESERVED), log.append(CONFIRMED)).applyAll();

        assertThat(statuses()).containsExactly("CONFIRMED 3");
        assertThat(progress()).containsExactly("4/3/3");
        assertThat(database.values("SELECT count(*) FROM read_model.parked_stream")).containsExactly("0");
        assertThat(detail.strangers(StrangerReason.NOT_IN_LOG)).isEqualTo(1);
    }

    @Test
    void aWholeRecordOfAnotherLogIsPassedOver() throws Exception {
        Published foreign = log.append(RESERVED).with(EventHeaders.LOG, UUID.randomUUID().toString());
        detail.write(foreign).write(foreign.without(EventHeaders.LOG)).applyAll();

        thenOnlyTheOffsetHasMoved(2);
        assertThat(detail.strangers(StrangerReason.NOT_IN_LOG)).isEqualTo(2);
    }

    @Test
    void aRecordOfAReleaseThatDidNotNameTheLogIsTheLogsOwn() throws Exception {
        detail.dataSource.roundTrips.clear();
        detail.write(own(log.append(RESERVED)).without(EventHeaders.LOG))
            .write(own(log.append(CONFIRMED)).without(EventHeaders.LOG))
            .applyAll();

        assertThat(statuses()).containsExactly("CONFIRMED 3");
        assertThat(progress()).containsExactly("3/3/3");
        assertThat(detail.dataSource.roundTrips).as("one look at the log for both").hasSize(3);
    }

    @Test
    void eventsAreTheLogsOwnAlsoAfterItGotANewIdentity() throws Exception {
        Published reserved = own(log.append(RESERVED));
        database.execute("UPDATE event_store.log SET identity = gen_random_uuid()");
        detail.write(reserved).publish(log.append(CONFIRMED)).applyAll();

        assertThat(statuses()).containsExactly("CONFIRMED 3");
    }

    @Test
    void strangersCostABatchNoRoundTrip() throws Exception {
        detail.dataSource.roundTrips.clear();
        detail.write(null, Map.of(), "x").publish(log.append(RESERVED)).applyAll();

        assertThat(detail.dataSource.roundTrips).hasSize(2).last().isEqualTo("COMMIT");
    }

    @Test
    void onlyTheNewestAreKept() throws Exception {
        for (int i = 0; i < Stranger.KEPT_MAX + 5; i++) {
            detail.write(null, Map.of(), "x");
        }
        detail.applyAll(Stranger.KEPT_MAX / 2);

        assertThat(database.values("SELECT count(*) || ' ' || max(kafka_offset) FROM read_model.stranger"))
            .containsExactly(Stranger.KEPT_MAX + " " + (Stranger.KEPT_MAX + 5));
        assertThat(detail.strangers(StrangerReason.MALFORMED)).isEqualTo(Stranger.KEPT_MAX + 5);
    }

    @Test
    void whatPostgresqlCannotHoldIsReplaced() throws Exception {
        detail.write("a\0" + "😀".repeat(40), Map.of("na\0me", "va\0lue"), "x").applyAll();

        assertThat(database.values("SELECT left(key, 2) || ' ' || headers FROM read_model.stranger"))
            .containsExactly("a\uFFFD {\"na\uFFFDme\":\"va\uFFFDlue\"}");
    }

    private Published own(Published event) {
        return database.recorded(event);
    }

    private void thenOnlyTheOffsetHasMoved(int strangers) {
        assertThat(progress()).containsExactly((strangers + 1) + "/1/1");
        assertThat(statuses()).containsExactly("PLACED 1");
        assertThat(database.values("SELECT count(*) FROM read_model.parked_stream")).containsExactly("0");
        assertThat(database.values("SELECT count(*) FROM read_model.stranger"))
            .containsExactly(Integer.toString(strangers));
    }

    private List<String> progress() {
        return database.values("SELECT next_offset || '/' || position || '/' || events FROM read_model.checkpoint");
    }

    private List<String> statuses() {
        return database.values("SELECT status || ' ' || version FROM read_model.order_detail");
    }
}

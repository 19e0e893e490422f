package io.orderflow.projections.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.OrderEvent.OrderConfirmed;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.projections.orderdetail.OrderDetail;
import io.orderflow.projections.testing.Log;
import io.orderflow.projections.testing.Log.Published;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a batch costs, told by counting; and that what is spared is right. */
class BatchCostTest {
    private final ReadModelDatabase database = new ReadModelDatabase();
    private final Log log = new Log();
    private ApplyFixture detail;

    @BeforeEach
    void projection() throws Exception {
        detail = new ApplyFixture(database, OrderDetail.projection());
    }

    @Test
    void aBatchOfAHundredEventsCostsTwoRoundTrips() throws Exception {
        detail.publish(orders("a")).applyAll();
        detail.dataSource.roundTrips.clear();

        detail.publish(orders("b")).publish(reservations("b")).applyAll();

        assertThat(detail.dataSource.roundTrips).hasSize(2).last().isEqualTo("COMMIT");
        assertThat(detail.dataSource.roundTrips.getFirst()).contains("UPDATE read_model.checkpoint",
                "INSERT INTO read_model.order_detail", "INSERT INTO read_model.journey_step");
        assertThat(database.values("SELECT count(*) FROM read_model.order_detail WHERE version = 2"))
            .containsExactly("50");
        assertThat(database.values("""
                SELECT count(*)
                  FROM read_model.journey_step
                 WHERE broker_timestamp <= polled_at AND polled_at <= projected_at
                   AND broker_timestamp > clock_timestamp() - interval '1 hour'
                """)).containsExactly("150");
    }

    @Test
    void rowsOfEarlierBatchesAreNotReadAgain() throws Exception {
        detail.publish(orders("a")).applyAll();
        detail.dataSource.roundTrips.clear();

        detail.publish(reservations("a")).applyAll();

        assertThat(detail.dataSource.roundTrips).hasSize(2).noneMatch(it -> it.startsWith("SELECT"));
        assertThat(database.values("SELECT count(*) FROM read_model.order_detail WHERE status = 'RESERVED'"))
            .containsExactly("50");
    }

    @Test
    void aBatchOfNoInterestOnlyMovesTheCheckpoint() throws Exception {
        detail.publish(orders("a")).applyAll();
        detail.dataSource.roundTrips.clear();

        detail.publish(log.append(new StockReceived(new Sku("S24_2000"), 1, Log.NOON))).applyAll();

        assertThat(detail.dataSource.roundTrips).hasSize(2);
    }

    @Test
    void theValueOfARecordThatNoFoldWantsIsNotRead() throws Exception {
        var reads = new AtomicInteger();
        var stock = record(0, recorded(new StockReceived(new Sku("S24_2000"), 1, Log.NOON)), reads);
        detail.applier.apply(batch(stock), Instant.now());
        assertThat(reads).hasValue(0);

        var placed = record(1, recorded(Log.placed("o-1")), reads);
        detail.applier.apply(batch(placed), Instant.now());
        assertThat(reads).hasPositiveValue();
        assertThat(database.values("SELECT position || '/' || events FROM read_model.checkpoint"))
            .containsExactly("2/2");
    }

    @Test
    void anEventThatIsNotSampledHasNoSpans() throws Exception {
        detail.publish(unsampled(log.append(Log.placed("o-1")))).applyAll();

        assertThat(detail.spans.getFinishedSpanItems()).isEmpty();
        assertThat(detail.counted("ok")).isEqualTo(1);
        assertThat(database.values("SELECT coalesce(trace_id, 'none') FROM read_model.journey_step"))
            .containsExactly("none");
        assertThat(database.values("SELECT right(traceparent, 2) FROM read_model.order_detail")).containsExactly("02");
    }

    @Test
    void ofABatchOnlyTheSampledEventsHaveSpans() throws Exception {
        detail.publish(unsampled(log.append(Log.placed("o-1"))), log.append(Log.placed("o-2")),
                unsampled(log.append(Log.placed("o-3"))))
            .applyAll();

        assertThat(detail.spans.getFinishedSpanItems()).extracting(it -> it.getName())
            .containsExactlyInAnyOrder("poll orders.events.v1", "project order_detail", "process orders.events.v1",
                    "UPSERT order_detail", "commit orders.events.v1");
        assertThat(database.values("SELECT order_id FROM read_model.journey_step WHERE trace_id IS NOT NULL"))
            .containsExactly("o-2");
    }

    @Test
    void whatAnotherOwnerWroteInBetweenIsReadAgain() throws Exception {
        var other = new ApplyFixture(database, OrderDetail.projection());
        var events = new Published[]{log.append(Log.placed("o-1")),
                log.append(new OrderReserved(new OrderId("o-1"), Log.NOON)),
                log.append(new OrderConfirmed(new OrderId("o-1"), new PaymentId("o-1"), Log.NOON))};
        detail.publish(events);
        other.publish(events);
        detail.applier.apply(detail.batch(detail.checkpoint(), 1), Instant.now());
        other.applier.apply(other.batch(other.checkpoint(), 1), Instant.now());

        detail.applyAll();

        assertThat(database.values("SELECT status || ' ' || version FROM read_model.order_detail"))
            .containsExactly("CONFIRMED 3");
        assertThat(database.values("SELECT count(*) FROM read_model.dead_letter")).containsExactly("0");
    }

    @Test
    void aStreamThatIsThereAlreadyIsFoundByAnotherTry() throws Exception {
        detail.publish(log.append(Log.placed("a"))).applyAll();
        Published placed = log.append(Log.placed("b"));
        copyOf(placed);
        detail.publish(placed, log.append(Log.placed("c")));

        assertThatThrownBy(() -> detail.applyAll()).isInstanceOf(CheckpointMovedException.class);
        detail.applyAll();

        assertThat(database.values("SELECT order_id || ' ' || version FROM read_model.order_detail ORDER BY 1"))
            .containsExactly("a 1", "b 1", "c 1");
        assertThat(detail.counted("duplicate")).isEqualTo(1);
    }

    private void copyOf(Published placed) throws Exception {
        var elsewhere = new ApplyFixture(new ReadModelDatabase(), OrderDetail.projection());
        elsewhere.publish(placed).applyAll();
        String row = elsewhere.database.values("SELECT row_to_json(t) FROM read_model.order_detail t").getFirst();
        database.execute("INSERT INTO read_model.order_detail SELECT *"
                + " FROM json_populate_record(NULL::read_model.order_detail, '" + row + "')");
    }

    private Published[] orders(String prefix) {
        return IntStream.range(0, 50).mapToObj(it -> log.append(Log.placed(prefix + it))).toArray(Published[]::new);
    }

    private Published[] reservations(String prefix) {
        return IntStream.range(0, 50)
            .mapToObj(it -> log.append(new OrderReserved(new OrderId(prefix + it), Log.NOON)))
            .toArray(Published[]::new);
    }

    private static Published unsampled(Published event) {
        String traceparent = event.headers().getOrDefault(EventHeaders.TRACEPARENT, "");
        return event.with(EventHeaders.TRACEPARENT, traceparent.substring(0, 53) + "02");
    }

    private Published recorded(DomainEvent event) {
        return database.recorded(log.append(event));
    }

    private Batch batch(ConsumerRecord<byte[], byte[]> record) throws Exception {
        return new Batch(ApplyFixture.TOPIC_ID, 1, Map.of(0, detail.checkpoint()),
                List.of(KafkaRecord.of(record, Instant.now())), Map.of(0, record.offset() + 1));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Published event, AtomicInteger reads) {
        var headers = new RecordHeaders();
        event.headers().forEach((name, value) -> headers.add(name, bytes(value)));
        return new ConsumerRecord<>(EventHeaders.TOPIC, 0, offset, System.currentTimeMillis(),
                TimestampType.CREATE_TIME, 0, 0, bytes(event.key()), bytes(event.payload()), headers,
                Optional.empty()) {
            @Override
            public byte[] value() {
                reads.incrementAndGet();
                return super.value();
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

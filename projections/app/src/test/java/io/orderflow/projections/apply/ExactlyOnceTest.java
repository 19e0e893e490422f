package io.orderflow.projections.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.projections.orderdetail.OrderDetail;
import io.orderflow.projections.stocklevels.StockLevels;
import io.orderflow.projections.testing.Log;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExactlyOnceTest {
    private final ReadModelDatabase database = new ReadModelDatabase();
    private final Log log = new Log();

    @Test
    void aBatchThatIsDeliveredAgainIsNotAppliedAgain() throws Exception {
        var stock = new ApplyFixture(database, StockLevels.projection());
        stock.publish(log.append(received(10)), log.append(received(5)));
        Batch batch = stock.batch(stock.checkpoint(), 2);
        stock.applier.apply(batch, Instant.now());

        assertThatThrownBy(() -> stock.applier.apply(batch, Instant.now()))
            .isInstanceOf(CheckpointMovedException.class);
        stock.applyAll();

        assertThat(database.values("SELECT on_hand || '/' || version FROM read_model.stock_levels"))
            .containsExactly("15/2");
        assertThat(database.values("SELECT next_offset || '/' || position || '/' || events FROM read_model.checkpoint"))
            .containsExactly("2/2/2");
    }

    @Test
    void aRecordThatStandsTwiceInTheTopicIsAppliedOnce() throws Exception {
        var stock = new ApplyFixture(database, StockLevels.projection());
        var event = log.append(received(10));
        stock.publish(event, event).applyAll();

        assertThat(database.values("SELECT on_hand FROM read_model.stock_levels")).containsExactly("10");
        assertThat(database.values("SELECT events FROM read_model.checkpoint")).containsExactly("1");
        assertThat(stock.counted("duplicate")).isEqualTo(1);
    }

    @Test
    void ofTwoOwnersOfAPartitionTheSlowerOneCannotCommit() throws Exception {
        var fast = new ApplyFixture(database, StockLevels.projection());
        var slow = new ApplyFixture(database, StockLevels.projection());
        var first = log.append(received(10));
        var second = log.append(received(5));
        fast.publish(first, second);
        slow.publish(first, second);
        Batch stale = slow.batch(slow.checkpoint(), 1);
        fast.applyAll();

        assertThatThrownBy(() -> slow.applier.apply(stale, Instant.now())).isInstanceOf(CheckpointMovedException.class);

        assertThat(database.values("SELECT on_hand FROM read_model.stock_levels")).containsExactly("15");
        assertThat(database.values("SELECT count(*) FROM read_model.journey_step")).containsExactly("2");
    }

    @Test
    void aCheckpointOfAnotherTopicIsNotOverwritten() throws Exception {
        var stock = new ApplyFixture(database, StockLevels.projection());
        stock.publish(log.append(received(10)));
        Batch batch = stock.batch(stock.checkpoint(), 1);
        database.execute("UPDATE read_model.checkpoint SET topic_id = 'other'");

        assertThatThrownBy(() -> stock.applier.apply(batch, Instant.now()))
            .isInstanceOf(CheckpointMovedException.class);

        assertThat(database.values("SELECT count(*) FROM read_model.stock_levels")).containsExactly("0");
    }

    @Test
    void eventsOfOtherStreamsOnlyMoveTheCheckpoint() throws Exception {
        var detail = new ApplyFixture(database, OrderDetail.projection());
        detail.publish(log.append(received(10)), log.append(Log.placed("o-1"))).applyAll();

        assertThat(database.values("SELECT position || '/' || events FROM read_model.checkpoint"))
            .containsExactly("2/2");
        assertThat(detail.counted("skipped")).isEqualTo(1);
        assertThat(detail.counted("ok")).isEqualTo(1);
    }

    @Test
    void theSizeOfBatchesMakesNoDifference() throws Exception {
        String rows = "SELECT md5(string_agg(t::text, ',' ORDER BY t.order_id)) FROM read_model.order_detail t";
        var events = Stream.concat(
                Stream.of("a-1", "a-2", "a-3").map(Log::placed).map(log::append),
                Stream.of("a-2", "a-1").map(it -> new OrderReserved(new OrderId(it), Log.NOON)).map(log::append))
            .toArray(Log.Published[]::new);
        List<List<String>> hashes = new ArrayList<>();
        for (int size : new int[]{1, 2, 3, 5}) {
            var other = new ReadModelDatabase();
            new ApplyFixture(other, OrderDetail.projection()).publish(events).applyAll(size);
            hashes.add(other.values(rows));
        }

        assertThat(hashes).allMatch(hashes.getFirst()::equals);
    }

    private static StockReceived received(int quantity) {
        return new StockReceived(new Sku("S24_2000"), quantity, Log.NOON);
    }
}

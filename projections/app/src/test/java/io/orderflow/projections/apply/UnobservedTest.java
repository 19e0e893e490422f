package io.orderflow.projections.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StoredForm;
import io.orderflow.projections.orderdetail.OrderDetail;
import io.orderflow.projections.testing.Log;
import io.orderflow.projections.testing.ReadModelDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything is applied just the same when nobody watches. */
class UnobservedTest {
    private final ReadModelDatabase database = new ReadModelDatabase();
    private final Log log = new Log();

    @Test
    void aBatchIsAppliedParkedAndRetried() throws Exception {
        ApplyFixture detail = ApplyFixture.unobserved(database, OrderDetail.projection());
        var reserved = new OrderReserved(new OrderId("bad"), Log.NOON);
        detail.publish(log.append(Log.placed("good")), log.append(Log.placed("bad")))
            .write(null, Map.of(), "x")
            .publish(log.append(reserved, new StoredForm("OrderReserved", 1, "{}")))
            .applyAll();

        assertThat(database.values("SELECT next_offset || '/' || position || '/' || events FROM read_model.checkpoint"))
            .containsExactly("4/3/3");
        assertThat(database.values("SELECT count(*) FROM read_model.journey_step WHERE trace_id IS NULL"))
            .containsExactly("2");
        assertThat(database.values("SELECT count(*) FROM read_model.stranger")).containsExactly("1");
        database.execute("UPDATE event_store.event SET payload ="
                + " '{\"orderId\":\"bad\",\"occurredAt\":\"2026-11-21T12:00:00Z\"}' WHERE version = 2");

        assertThat(detail.retry.retry("order-bad")).isEqualTo(new RetryResult.Released(1));

        assertThat(database.values("SELECT order_id || ' ' || status FROM read_model.order_detail ORDER BY 1"))
            .containsExactly("bad RESERVED", "good PLACED");
        assertThat(detail.spans.getFinishedSpanItems()).isEmpty();
        assertThat(detail.meters.getMeters()).isEmpty();
    }
}

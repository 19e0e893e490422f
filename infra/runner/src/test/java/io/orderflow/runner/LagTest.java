package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagTest {
    @Test
    void eventsOfPartitionsAddUpAndTheOldestCounts() {
        String metrics = """
                # HELP projection_lag_events Events
                # TYPE projection_lag_events gauge
                projection_lag_events{application="orderflow-projections",partition="0",projection="order_detail"} 3.0
                projection_lag_events{application="orderflow-projections",partition="1",projection="order_detail"} 4.0
                projection_lag_events{application="orderflow-projections",partition="0",projection="stock_levels"} 0.0
                projection_lag_time_seconds{partition="0",projection="order_detail"} 0.25
                projection_lag_time_seconds{partition="1",projection="order_detail"} 1.5E-1
                """;

        assertThat(Lag.read(metrics, "projection", "projection")).containsExactly(new Lag("order_detail", 7, 0.25),
                new Lag("stock_levels", 0, 0.0));
        assertThat(Lag.read("relay_lag_events{shard=\"0\"} 2.0\n", "relay", ""))
            .containsExactly(new Lag("relay", 2, 0.0));
        assertThat(Lag.read("", "relay", "")).isEmpty();
        assertThat(Lag.fulfilment("""
                fulfilment_lag_events 5.0
                backlog_age_seconds{part="fulfilment"} 1.5
                backlog_age_seconds{part="relay"} 9.0
                """)).containsExactly(new Lag("fulfilment", 5, 1.5));
    }
}

package io.orderflow.projections.consume;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Figures that a Kafka consumer keeps about itself; NaN while there is none. Safe for any number of threads. */
public final class ClientReadings {
    private static final String GROUP = "consumer-metrics";
    private volatile Map<MetricName, ? extends Metric> metrics = Map.of();

    void read(Consumer<?, ?> consumer) {
        metrics = consumer.metrics();
    }

    void clear() {
        metrics = Map.of();
    }

    /** Share of the time that the consumer's thread spent waiting for records, 0 to 1. */
    public double pollIdleRatio() {
        return value("poll-idle-ratio-avg");
    }

    /** Longest time between two polls lately, in milliseconds. */
    public double timeBetweenPollsMaxMillis() {
        return value("time-between-poll-max");
    }

    /** Open connections to brokers. */
    double connections() {
        return value("connection-count");
    }

    private double value(String name) {
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            MetricName key = metric.getKey();
            if (key.group().equals(GROUP) && key.name().equals(name)
                    && metric.getValue().metricValue() instanceof Number number) {
                return number.doubleValue();
            }
        }
        return Double.NaN;
    }
}

package io.orderflow.command.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.orderflow.observability.Saturation;
import io.orderflow.relay.Relay;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Shows the meters of the relay's current producer; those of the one before go with it. Used by the relay's thread. */
final class MeteredProducers implements Relay.ProducerFactory {
    /** A session has two producers; those of the session before are no longer measured. */
    private static final int MEASURED_MAX = 2;

    private final MeterRegistry meters;
    private final Deque<KafkaClientMetrics> measured = new ArrayDeque<>();

    MeteredProducers(MeterRegistry meters) {
        this.meters = meters;
        Saturation.register(meters, "kafka_producer_buffer", this::bufferUse);
    }

    @Override
    public Producer<byte[], byte[]> create(Map<String, Object> config) {
        Producer<byte[], byte[]> producer = Relay.plainProducer(config);
        if (measured.size() == MEASURED_MAX) {
            measured.remove().close();
        }
        KafkaClientMetrics metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(meters);
        measured.add(metrics);
        return producer;
    }

    private double bufferUse() {
        double total = sum("kafka.producer.buffer.total.bytes");
        return total == 0 ? 0 : 1 - sum("kafka.producer.buffer.available.bytes") / total;
    }

    private double sum(String name) {
        return meters.find(name).gauges().stream().mapToDouble(Gauge::value).sum();
    }
}

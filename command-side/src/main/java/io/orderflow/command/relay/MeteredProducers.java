package io.orderflow.command.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.orderflow.observability.Saturation;
import io.orderflow.relay.Relay;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Shows the meters of the relay's current producer; those of the one before go with it. Used by the relay's thread. */
final class MeteredProducers implements Relay.ProducerFactory {
    private final MeterRegistry meters;
    private @Nullable KafkaClientMetrics current;

    MeteredProducers(MeterRegistry meters) {
        this.meters = meters;
        Saturation.register(meters, "kafka_producer_buffer", this::bufferUse);
    }

    @Override
    public Producer<byte[], byte[]> create(Map<String, Object> config) {
        Producer<byte[], byte[]> producer = Relay.plainProducer(config);
        if (current != null) {
            current.close();
        }
        current = new KafkaClientMetrics(producer);
        current.bindTo(meters);
        return producer;
    }

    private double bufferUse() {
        double total = value("kafka.producer.buffer.total.bytes");
        return total == 0 ? 0 : 1 - value("kafka.producer.buffer.available.bytes") / total;
    }

    private double value(String name) {
        Gauge gauge = meters.find(name).gauge();
        return gauge == null ? 0 : gauge.value();
    }
}

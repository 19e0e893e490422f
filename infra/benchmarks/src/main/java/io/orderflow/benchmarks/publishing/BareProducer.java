package io.orderflow.benchmarks.publishing;

import io.orderflow.benchmarks.harness.Side;
import io.orderflow.benchmarks.harness.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that sends the same records, made before: idempotent, acknowledged by all, compressed in the same way. */
final class BareProducer implements Side {
    static final String NAME = "bare producer";

    private final Backlog backlog;
    private final String topic = "bare." + UUID.randomUUID();
    private List<ProducerRecord<byte[], byte[]>> records = List.of();

    BareProducer(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The records are those that the relay made of the backlog. */
    @Override
    public void prepare() throws Exception {
        if (records.isEmpty()) {
            String source = "source." + UUID.randomUUID();
            backlog.broker().createTopic(source);
            backlog.forgetProgress();
            backlog.drainTo(source);
            records = backlog.recordsOf(source, topic);
            backlog.broker().deleteTopic(source);
            backlog.broker().createTopic(topic);
        }
    }

    @Override
    public double measure(Window window) throws Exception {
        Map<String, Object> config = new HashMap<>(backlog.broker().client());
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("compression.type", "lz4");
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            // Without this the first record would wait for the topic's metadata.
            producer.partitionsFor(topic);
            long start = System.nanoTime();
            List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
            return records.size() * 1e9 / (System.nanoTime() - start);
        }
    }
}

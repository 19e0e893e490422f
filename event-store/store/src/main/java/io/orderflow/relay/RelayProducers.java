package io.orderflow.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes the transactional producers of a session. */
final class RelayProducers {
    private static final int BATCH_BYTES = 256 * 1024;
    private static final long BUFFER_BYTES = 16L * 1024 * 1024;

    private final Map<String, Object> kafka;
    private final RelaySettings settings;
    private final Relay.ProducerFactory factory;

    RelayProducers(Map<String, Object> kafka, RelaySettings settings, Relay.ProducerFactory factory) {
        this.kafka = Map.copyOf(kafka);
        this.settings = settings;
        this.factory = factory;
    }

    /** The transactional ids of those that are made. */
    List<String> ids() {
        return IntStream.range(0, CommitPipeline.PRODUCERS)
            .mapToObj(number -> "orderflow-" + settings.task() + "-" + number)
            .toList();
    }

    /** One for each that a {@link CommitPipeline} takes. */
    List<Producer<byte[], byte[]>> create() {
        List<Producer<byte[], byte[]>> made = new ArrayList<>();
        try {
            ids().forEach(id -> made.add(factory.create(config(id))));
            return made;
        } catch (RuntimeException | Error failure) {
            made.forEach(producer -> producer.close(Duration.ZERO));
            throw failure;
        }
    }

    private Map<String, Object> config(String id) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, id);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) Math.max(10_000, settings.lease().toMillis() * 2));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A commit sends what waits; until then large batches cost the broker least.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 1_000);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        // The broker asks for a moment while it finishes the transaction before: milliseconds, not the default's 100.
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5L);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return config;
    }
}

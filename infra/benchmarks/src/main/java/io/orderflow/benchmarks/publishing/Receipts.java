package io.orderflow.benchmarks.publishing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A consumer of what is committed in a topic, and when each record came to it. */
final class Receipts implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Long> receivedNanos = new ConcurrentHashMap<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean over;

    Receipts(Map<String, Object> client, String topic, int partitions) throws InterruptedException {
        Map<String, Object> config = new HashMap<>(client);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        thread = Thread.ofPlatform().name("receipts").daemon().start(() -> receive(config, topic, partitions));
        ready.await();
    }

    private void receive(Map<String, Object> config, String topic, int partitions) {
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = java.util.stream.IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            all.forEach(consumer::position);
            ready.countDown();
            while (!over) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                records.forEach(it -> receivedNanos.put(new String(it.key(), StandardCharsets.UTF_8), now));
            }
        } finally {
            ready.countDown();
        }
    }

    int count() {
        return receivedNanos.size();
    }

    /** By stream, on the clock of {@link System#nanoTime}; null for what has not come. */
    @Nullable
    Long receivedNanos(String stream) {
        return receivedNanos.get(stream);
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}

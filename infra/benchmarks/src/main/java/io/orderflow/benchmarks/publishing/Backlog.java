package io.orderflow.benchmarks.publishing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.servers.Broker;
import io.orderflow.benchmarks.servers.Filling;
import io.orderflow.benchmarks.servers.Sql;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.relay.Relay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A log that nothing of is in Kafka yet, and the records that the relay makes of it. */
final class Backlog implements AutoCloseable {
    private static final String DATABASE = "backlog";
    private static final Duration POLL = Duration.ofMillis(2);

    private final Bench bench;
    private final Store store;
    private final int events;

    Backlog(Bench bench) throws SQLException {
        this.bench = bench;
        events = bench.effort().backlogEvents();
        store = Store.fresh(bench.cluster(), DATABASE);
        Filling.fill(store.log(), events, bench.progress());
    }

    int events() {
        return events;
    }

    /** The relay starts from nothing the next time. */
    void forgetProgress() throws SQLException {
        Sql.execute(bench.cluster().superuser(DATABASE),
                "TRUNCATE event_store.relay_position, event_store.relay_progress, event_store.leader");
        bench.cluster().checkpoint();
    }

    /** @return events per second from the first transaction to the end of the log */
    double drainTo(String topic) throws Exception {
        try (Relay _ = Relays.start(store, bench.broker(), topic, new SimpleMeterRegistry())) {
            long first = await(1);
            long start = System.nanoTime();
            await(events);
            return (events - first) * 1e9 / (System.nanoTime() - start);
        }
    }

    private long await(long position) throws Exception {
        long published = published();
        while (published < position) {
            Thread.sleep(POLL);
            published = published();
        }
        return published;
    }

    private long published() throws SQLException {
        return Sql.number(store.pool(), "SELECT max(position) FROM event_store.relay_position");
    }

    /** The same records for another topic, as the relay wrote them into the first one. */
    List<ProducerRecord<byte[], byte[]>> recordsOf(String source, String target) {
        Map<String, Object> config = new HashMap<>(bench.broker().client());
        config.put("isolation.level", "read_committed");
        config.put("group.id", source);
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(source));
            while (records.size() < events) {
                consumer.poll(Duration.ofMillis(200))
                    .forEach(it -> records
                        .add(new ProducerRecord<>(target, null, null, it.key(), it.value(), it.headers())));
            }
        }
        return records;
    }

    Broker broker() {
        return bench.broker();
    }

    @Override
    public void close() throws SQLException {
        store.close();
        bench.cluster().drop(DATABASE);
    }
}

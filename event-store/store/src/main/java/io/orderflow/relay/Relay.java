package io.orderflow.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.leadership.Leader;
import io.orderflow.worker.WakeUp;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes the log to Kafka while this process leads; otherwise it stands by. Whatever fails ends the session; the
 * next one resumes from what Kafka holds. Appends never wait for it.
 */
public final class Relay implements AutoCloseable {
    /** For the transaction at hand and everything that a session has open. */
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final Duration RETRY_PAUSE_MAX = Duration.ofSeconds(5);

    private final Leader<Publication> leader;

    /** Makes the transactional producer of a session; what it returns is bound to its metrics, if any. */
    @FunctionalInterface
    public interface ProducerFactory {
        Producer<byte[], byte[]> create(Map<String, Object> config);
    }

    /**
     * With spans and meters.
     *
     * @param kafka Kafka client properties, at least {@code bootstrap.servers}
     * @param holder names this process's start, unique
     */
    public Relay(Workers workers, EventStore store, DataSource database, Map<String, Object> kafka,
            RelaySettings settings, String holder, Tracer tracer, MeterRegistry meters, ProducerFactory producers) {
        this(workers, store, database, kafka, settings, holder, new RelayTelemetry(tracer, meters, settings),
                producers);
    }

    Relay(Workers workers, EventStore store, DataSource database, Map<String, Object> kafka, RelaySettings settings,
            String holder, RelayObserver observer, ProducerFactory producers) {
        var appended = new WakeUp();
        var progress = new RelayProgress(database, settings.shard());
        var work = new Publishing(workers, store, progress, kafka, new RelayProducers(kafka, settings, producers),
                new KafkaLog(kafka, settings, store, progress), settings, observer, appended);
        store.onAppended(appended::signal);
        leader = new Leader<>(workers, worker(settings), database, holder, settings.lease(), work);
    }

    private static WorkerSettings worker(RelaySettings settings) {
        Duration longest = settings.retryPause().compareTo(RETRY_PAUSE_MAX) < 0
                ? RETRY_PAUSE_MAX
                : settings.retryPause();
        return WorkerSettings.named(settings.task())
            .pausing(settings.retryPause(), longest)
            .stoppingWithin(STOP_MAX);
    }

    /** A producer without further set-up. */
    public static Producer<byte[], byte[]> plainProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void start() {
        leader.start();
    }

    public boolean isLeader() {
        return leader.leads();
    }

    /** Finishes the transaction at hand and gives the lease up. */
    @Override
    public void close() {
        leader.close();
    }
}

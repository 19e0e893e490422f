package io.orderflow.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.eventstore.postgres.LeaderLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the log to Kafka while this process leads; otherwise it stands by. Whatever fails ends the session; the
 * next one resumes from what Kafka holds. Appends never wait for it.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int RENEWALS_PER_LEASE = 3;
    /** How often a standby looks whether the lease has ended: what it sees late, it takes over late. */
    private static final int LOOKS_PER_LEASE = 12;
    /** How long a leader without events does not look whether it should stop. */
    private static final Duration IDLE_MAX = Duration.ofMillis(100);
    private static final int BATCH_BYTES = 256 * 1024;
    private static final long BUFFER_BYTES = 16L * 1024 * 1024;
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final EventStore store;
    private final Map<String, Object> kafka;
    private final RelaySettings settings;
    private final LeaderLease lease;
    private final RelayProgress progress;
    private final RelayTelemetry telemetry;
    private final ProducerFactory producers;
    private final WakeUp appended = new WakeUp();
    private final WakeUp closing = new WakeUp();
    private final Thread thread;
    private volatile boolean closed;
    private long renewAtNanos;

    /** Makes the transactional producer of a session; what it returns is bound to its metrics, if any. */
    @FunctionalInterface
    public interface ProducerFactory {
        Producer<byte[], byte[]> create(Map<String, Object> config);
    }

    /**
     * @param kafka Kafka client properties, at least {@code bootstrap.servers}
     * @param holder names this process's start, unique
     */
    public Relay(
            EventStore store,
            DataSource database,
            Map<String, Object> kafka,
            RelaySettings settings,
            String holder,
            Tracer tracer,
            MeterRegistry meters,
            ProducerFactory producers) {
        this.store = store;
        this.kafka = Map.copyOf(kafka);
        this.settings = settings;
        this.lease = new LeaderLease(database, settings.task(), holder, settings.lease());
        this.progress = new RelayProgress(database, settings.shard());
        this.telemetry = new RelayTelemetry(tracer, meters, settings);
        this.producers = producers;
        this.thread = Thread.ofPlatform().name(settings.task()).daemon(true).unstarted(this::run);
        store.onAppended(appended::signal);
    }

    /** A producer without further set-up. */
    public static Producer<byte[], byte[]> plainProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void start() {
        thread.start();
    }

    public boolean isLeader() {
        return telemetry.isLeader();
    }

    private void run() {
        while (!closed) {
            try {
                OptionalLong epoch = renew();
                if (epoch.isPresent()) {
                    lead(epoch.getAsLong());
                } else {
                    closing.await(settings.lease().dividedBy(LOOKS_PER_LEASE));
                }
            } catch (InterruptedException stop) {
                break;
            } catch (RuntimeException failure) {
                giveUpSession(failure);
            }
        }
        telemetry.leadsNoLonger();
    }

    private void lead(long epoch) throws InterruptedException {
        telemetry.leads(epoch);
        try (RelaySession session = open(epoch)) {
            while (!closed && stillLeads(epoch)) {
                session.publishNext(IDLE_MAX);
            }
        } finally {
            telemetry.leadsNoLonger();
        }
    }

    /**
     * Takes as long as Kafka takes. Without renewals a standby would take over meanwhile, fence this session and be
     * fenced in its turn, so that nobody ever publishes.
     */
    private RelaySession open(long epoch) {
        try (var _ = new LeaseRenewal(lease, renewalPause())) {
            return RelaySession.open(store, transactionalProducers(), new KafkaLog(kafka, settings), progress,
                    telemetry, settings, appended, epoch);
        }
    }

    private boolean stillLeads(long epoch) {
        if (System.nanoTime() - renewAtNanos < 0) {
            return true;
        }
        OptionalLong current = renew();
        return current.isPresent() && current.getAsLong() == epoch;
    }

    private OptionalLong renew() {
        renewAtNanos = System.nanoTime() + renewalPause().toNanos();
        return lease.acquireOrRenew();
    }

    private void giveUpSession(RuntimeException failure) {
        if (closed) {
            return;
        }
        telemetry.failed();
        LOG.atWarn().setCause(failure).log("relay session failed; the next one resumes from what Kafka holds");
        try {
            closing.await(settings.retryPause());
        } catch (InterruptedException stop) {
            closed = true;
        }
    }

    private Duration renewalPause() {
        return settings.lease().dividedBy(RENEWALS_PER_LEASE);
    }

    private List<Producer<byte[], byte[]>> transactionalProducers() {
        List<Producer<byte[], byte[]>> made = new ArrayList<>();
        try {
            for (int number = 0; number < CommitPipeline.PRODUCERS; number++) {
                made.add(producers.create(producerConfig("orderflow-" + settings.task() + "-" + number)));
            }
            return made;
        } catch (RuntimeException failure) {
            made.forEach(producer -> producer.close(Duration.ZERO));
            throw failure;
        }
    }

    private Map<String, Object> producerConfig(String id) {
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

    /** Finishes the transaction at hand and gives the lease up. */
    @Override
    public void close() {
        closed = true;
        closing.signal();
        try {
            if (!thread.join(CLOSE_MAX)) {
                thread.interrupt();
            }
            lease.release();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException away) {
            LOG.debug("lease not released; it ends by itself", away);
        }
    }
}

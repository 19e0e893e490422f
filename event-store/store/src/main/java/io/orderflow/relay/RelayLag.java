package io.orderflow.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay's lag as the database knows it, whoever leads. It goes on growing when no relay runs. A reading lives for a
 * moment, so that a scrape costs three small queries.
 */
public final class RelayLag {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLag.class);
    private static final long READING_LIVES_NANOS = Duration.ofMillis(500).toNanos();

    private final EventStore store;
    private final String shard;
    private final RelayProgress progress;
    private Reading reading = new Reading(0, 0, Instant.now(), System.nanoTime() - READING_LIVES_NANOS);

    /**
     * A reading of the lag.
     *
     * @param oldest when the oldest unpublished event was appended; meaningless when there is none
     * @param takenNanos by {@link System#nanoTime}: a clock that is set back must not keep a reading
     */
    private record Reading(long head, long events, Instant oldest, long takenNanos) {
        double seconds() {
            return events == 0 ? 0 : Math.max(0, Duration.between(oldest, Instant.now()).toNanos() / 1e9);
        }
    }

    public RelayLag(EventStore store, DataSource database, Shard shard) {
        this.store = store;
        this.shard = Integer.toString(shard.index());
        this.progress = new RelayProgress(database, shard);
    }

    public void bindTo(MeterRegistry meters) {
        Meters.gauge(meters, MeterName.RELAY_LAG_EVENTS, "", () -> read().events(), "shard", shard);
        Meters.gauge(meters, MeterName.RELAY_LAG_TIME, "seconds", () -> read().seconds(), "shard", shard);
        Meters.gauge(meters, MeterName.HEAD_POSITION, "", () -> read().head());
    }

    private synchronized Reading read() {
        if (System.nanoTime() - reading.takenNanos() >= READING_LIVES_NANOS) {
            try {
                reading = take();
            } catch (StoreUnavailableException failure) {
                LOG.debug("relay lag not read; the last reading stays", failure);
            }
        }
        return reading;
    }

    private Reading take() {
        long published = progress.position();
        long head = store.headPosition();
        List<RecordedEvent> oldest = head > published ? store.readLog(published, 1) : List.of();
        Instant since = oldest.isEmpty() ? Instant.now() : oldest.getFirst().recordedAt();
        return new Reading(head, Math.max(0, head - published), since, System.nanoTime());
    }
}

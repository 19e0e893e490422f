package io.orderflow.query.consistency;

import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ReadModelProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Shares one reading of the progress among all who ask for it at about the same time. An older reading stays true while
 * positions only grow; since they can also go back, when a read model is rebuilt or the database is restored, none is
 * believed for longer than its greatest age, and the newest always takes the place of the one before, also when it is
 * lower. A failure is shared too, so that requests do not queue up to fail one after the other. Thread-safe.
 */
final class ProgressReader {
    /** @param startedNanos before the database was asked */
    private record Reading(long startedNanos, @Nullable ReadPoints points, @Nullable DataAccessException failure) {}

    /** Reads the progress from the database. */
    interface Source {
        Progress read() throws SQLException;
    }

    private final Source source;
    private final SQLExceptionTranslator translator;
    private final ReadProperties properties;
    private final LongSupplier nanoTime;
    private final Executor background;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Reading last;

    ProgressReader(ReadModelProgress source, SQLExceptionTranslator translator, ReadProperties properties) {
        this(source::read, translator, properties, System::nanoTime, it -> Thread.ofVirtual().start(it));
    }

    ProgressReader(Source source, SQLExceptionTranslator translator, ReadProperties properties, LongSupplier nanoTime,
            Executor background) {
        this.source = source;
        this.translator = translator;
        this.properties = properties;
        this.nanoTime = nanoTime;
        this.background = background;
    }

    /**
     * The last reading, which another thread renews while it is asked for. Only after a pause of more than its greatest
     * age, or after a failure, is it read on the calling thread.
     *
     * @throws DataAccessException when the database does not answer
     */
    ReadPoints recent() {
        Reading reading = last;
        if (reading == null || reading.points == null) {
            return read(properties.positionInterval());
        }
        long ageNanos = nanoTime.getAsLong() - reading.startedNanos;
        if (ageNanos > properties.ageMax().toNanos()) {
            return read(properties.ageMax());
        }
        if (ageNanos > properties.refreshInterval().toNanos() && refreshing.compareAndSet(false, true)) {
            background.execute(this::refresh);
        }
        return reading.points;
    }

    private void refresh() {
        try {
            readOnce(nanoTime.getAsLong() - properties.refreshInterval().toNanos());
        } finally {
            refreshing.set(false);
        }
    }

    /**
     * @param ageMax zero for a reading that starts after this call
     * @throws DataAccessException when the database does not answer
     */
    ReadPoints read(Duration ageMax) {
        return result(readOnce(nanoTime.getAsLong() - ageMax.toNanos()));
    }

    /** How long ago the last reading began. */
    Duration age() {
        Reading reading = last;
        return reading == null
                ? Duration.ofNanos(Long.MAX_VALUE)
                : Duration.ofNanos(nanoTime.getAsLong() - reading.startedNanos);
    }

    private Reading readOnce(long oldestNanos) {
        Reading known = last;
        if (known != null && known.startedNanos - oldestNanos >= 0) {
            return known;
        }
        lock.lock();
        try {
            Reading reading = last;
            if (reading == null || reading.startedNanos - oldestNanos < 0) {
                reading = readNow();
                last = reading;
            }
            return reading;
        } finally {
            lock.unlock();
        }
    }

    private Reading readNow() {
        long startedNanos = nanoTime.getAsLong();
        try {
            return new Reading(startedNanos, new ReadPoints(source.read()), null);
        } catch (SQLException failure) {
            return new Reading(startedNanos, null, translator.translate("read the progress of projections", null,
                    failure));
        }
    }

    private static ReadPoints result(Reading reading) {
        if (reading.points != null) {
            return reading.points;
        }
        throw reading.failure == null ? new IllegalStateException("a reading has a result") : reading.failure;
    }
}

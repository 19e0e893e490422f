package io.orderflow.query.consistency;

import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ReadModelProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Shares one reading of the progress among all who ask for it at about the same time, so that any number of waiting
 * requests costs one statement per interval. An older reading stays true: positions only grow. A failure is shared too,
 * so that requests do not queue up to fail one after the other. Thread-safe.
 */
final class ProgressReader {
    /** @param startedNanos before the database was asked */
    private record Reading(long startedNanos, @Nullable Progress progress, @Nullable DataAccessException failure) {}

    /** Reads the progress from the database. */
    interface Source {
        Progress read() throws SQLException;
    }

    private final Source source;
    private final SQLExceptionTranslator translator;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Reading last;

    ProgressReader(ReadModelProgress source, SQLExceptionTranslator translator) {
        this(source::read, translator, System::nanoTime);
    }

    ProgressReader(Source source, SQLExceptionTranslator translator, LongSupplier nanoTime) {
        this.source = source;
        this.translator = translator;
        this.nanoTime = nanoTime;
    }

    /**
     * @param ageMax zero for a reading that starts after this call
     * @throws DataAccessException when the database does not answer
     */
    Progress read(Duration ageMax) {
        long oldestNanos = nanoTime.getAsLong() - ageMax.toNanos();
        Reading reading = last;
        if (reading == null || reading.startedNanos - oldestNanos < 0) {
            reading = readOnce(oldestNanos);
        }
        return result(reading);
    }

    private Reading readOnce(long oldestNanos) {
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
            return new Reading(startedNanos, source.read(), null);
        } catch (SQLException failure) {
            return new Reading(startedNanos, null, translator.translate("read the progress of projections", null,
                    failure));
        }
    }

    private static Progress result(Reading reading) {
        if (reading.progress != null) {
            return reading.progress;
        }
        throw reading.failure == null ? new IllegalStateException("a reading has a result") : reading.failure;
    }
}

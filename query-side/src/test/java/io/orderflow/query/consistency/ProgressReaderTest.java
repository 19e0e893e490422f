package io.orderflow.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.readmodel.Progress;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

class ProgressReaderTest {
    private static final Duration TEN_MILLIS = Duration.ofMillis(10);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3_000_000);
    private final AtomicInteger readings = new AtomicInteger();
    private boolean failing;
    private final ProgressReader reader = new ProgressReader(this::readNow, new SQLExceptionSubclassTranslator(),
            nanos::get);

    @Test
    void aYoungReadingIsShared() {
        reader.read(TEN_MILLIS);
        nanos.addAndGet(Duration.ofMillis(9).toNanos());
        assertThat(reader.read(TEN_MILLIS).headPosition()).isEqualTo(1);

        nanos.addAndGet(Duration.ofMillis(2).toNanos());
        assertThat(reader.read(TEN_MILLIS).headPosition()).isEqualTo(2);
    }

    @Test
    void aFreshReadingStartsAfterTheCall() {
        reader.read(TEN_MILLIS);
        nanos.incrementAndGet();

        assertThat(reader.read(Duration.ZERO).headPosition()).isEqualTo(2);
    }

    @Test
    void aFailureIsSharedLikeAResult() {
        failing = true;
        assertThatThrownBy(() -> reader.read(TEN_MILLIS)).isInstanceOf(TransientDataAccessException.class);
        assertThatThrownBy(() -> reader.read(TEN_MILLIS)).isInstanceOf(TransientDataAccessException.class);
        assertThat(readings).hasValue(1);

        failing = false;
        nanos.addAndGet(Duration.ofMillis(11).toNanos());
        assertThat(reader.read(TEN_MILLIS).headPosition()).isEqualTo(2);
    }

    private Progress readNow() throws SQLException {
        int reading = readings.incrementAndGet();
        if (failing) {
            throw new SQLTransientConnectionException("away");
        }
        return new Progress(Instant.EPOCH, reading, 0, Map.of());
    }
}

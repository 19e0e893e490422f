package io.orderflow.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.readmodel.Progress;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

class ProgressReaderTest {
    private static final Duration TEN_MILLIS = Duration.ofMillis(10);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3_000_000);
    private final AtomicInteger readings = new AtomicInteger();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private boolean failing;
    private long head;
    private final ProgressReader reader = new ProgressReader(this::readNow, new SQLExceptionSubclassTranslator(),
            new ReadProperties(TEN_MILLIS, Duration.ofMillis(100), Duration.ofSeconds(1)), nanos::get,
            background::add);

    @Test
    void aYoungReadingIsShared() {
        reader.read(TEN_MILLIS);
        pass(Duration.ofMillis(9));
        assertThat(head(reader.read(TEN_MILLIS))).isEqualTo(1);

        pass(Duration.ofMillis(2));
        assertThat(head(reader.read(TEN_MILLIS))).isEqualTo(2);
    }

    @Test
    void aFreshReadingStartsAfterTheCall() {
        reader.read(TEN_MILLIS);
        nanos.incrementAndGet();

        assertThat(head(reader.read(Duration.ZERO))).isEqualTo(2);
    }

    @Test
    void aFailureIsSharedLikeAResult() {
        failing = true;
        assertThatThrownBy(() -> reader.read(TEN_MILLIS)).isInstanceOf(TransientDataAccessException.class);
        assertThatThrownBy(() -> reader.recent()).isInstanceOf(TransientDataAccessException.class);
        assertThat(readings).hasValue(1);

        failing = false;
        pass(Duration.ofMillis(11));
        assertThat(head(reader.recent())).isEqualTo(2);
    }

    @Test
    void theRecentReadingIsRenewedByAnotherThreadOnce() {
        assertThat(head(reader.recent())).isEqualTo(1);
        pass(Duration.ofMillis(99));
        reader.recent();
        assertThat(background).isEmpty();

        pass(Duration.ofMillis(2));
        assertThat(head(reader.recent())).isEqualTo(1);
        assertThat(head(reader.recent())).isEqualTo(1);
        assertThat(background).hasSize(1);

        background.remove().run();
        assertThat(head(reader.recent())).isEqualTo(2);
        assertThat(background).isEmpty();
    }

    @Test
    void aReadingIsNotBelievedBeyondItsGreatestAge() {
        reader.recent();
        pass(Duration.ofMillis(1_001));

        assertThat(head(reader.recent())).isEqualTo(2);

        failing = true;
        pass(Duration.ofMillis(1_001));
        assertThatThrownBy(reader::recent).isInstanceOf(TransientDataAccessException.class);
    }

    @Test
    void aReadingThatIsLowerTakesThePlaceOfTheOneBefore() {
        head = 100;
        reader.recent();
        head = -50;
        pass(Duration.ofMillis(101));
        reader.recent();
        background.remove().run();

        assertThat(head(reader.recent())).isEqualTo(-48);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static long head(ReadPoints points) {
        return points.of(Optional.empty()).headPosition();
    }

    private Progress readNow() throws SQLException {
        int reading = readings.incrementAndGet();
        if (failing) {
            throw new SQLTransientConnectionException("away");
        }
        return new Progress(Instant.EPOCH, head + reading, 0, Map.of());
    }
}

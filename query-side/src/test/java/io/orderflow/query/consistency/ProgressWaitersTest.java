package io.orderflow.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.readmodel.Progress;
import io.orderflow.readmodel.ProjectionProgress;
import io.orderflow.readmodel.ReadModel;
import io.orderflow.worker.Workers;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

class ProgressWaitersTest {
    private static final int WAITERS = 200;
    private static final Duration INTERVAL = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);
    private final Semaphore permitted = new Semaphore(0);
    private final AtomicInteger readings = new AtomicInteger();
    private volatile long position;
    private volatile boolean failing;
    private volatile boolean erring;
    private final ProgressReader reader = new ProgressReader(this::readWhenPermitted,
            new SQLExceptionSubclassTranslator(), new ReadProperties(INTERVAL, PATIENCE, PATIENCE), System::nanoTime,
            VIRTUAL);
    private final ProgressWaiters waiters = new ProgressWaiters(new Workers(), reader, INTERVAL);

    @Test
    void anyNumberOfWaitersCostsOneReadingARound() {
        List<CompletableFuture<ReadPoint>> answers = Stream.generate(() -> waitFor(10)).limit(WAITERS).toList();
        await().until(() -> waiters.count() == WAITERS);
        CompletableFuture<ReadPoint> later = waitFor(20);
        await().until(() -> waiters.count() == WAITERS + 1);

        permitted.release();
        await().until(() -> readings.get() == 1);
        position = 10;
        permitted.release();
        answers.forEach(it -> assertThat(it.join().position()).isEqualTo(10));
        assertThat(later).isNotDone();
        assertThat(readings).hasValue(2);

        position = 20;
        permitted.release();
        assertThat(later.join().position()).isEqualTo(20);
        assertThat(readings).hasValue(3);
        assertThat(waiters.count()).isZero();
    }

    @Test
    void nothingIsReadWhileNobodyWaits() {
        position = 10;
        permitted.release(2);
        assertThat(waitFor(10).join().position()).isEqualTo(10);
        await().until(() -> waiters.count() == 0);

        assertThat(waitFor(10).join().position()).isEqualTo(10);
        assertThat(readings).hasValue(2);
    }

    @Test
    void anErrorIsToldToWhoWaitsAndTheNextIsAnswered() {
        erring = true;
        permitted.release();
        assertThatThrownBy(() -> waitFor(10).join()).hasRootCauseInstanceOf(StackOverflowError.class);
        erring = false;
        position = 10;
        permitted.release(2);

        assertThat(waitFor(10).join().position()).isEqualTo(10);
    }

    @Test
    void whoHasNoPatienceIsAnsweredByTheFirstReadingAfterItsCall() {
        permitted.release();

        assertThat(waiters.await(Optional.of(ReadModel.ORDER_DETAIL), new ConsistencyToken(10), Duration.ZERO))
            .isEqualTo(new ReadPoint(0, 100, Duration.ZERO));
    }

    @Test
    void aTokenBeyondTheLogIsNotWaitedFor() {
        permitted.release();

        assertThat(waitFor(101).join().headPosition()).isEqualTo(100);
    }

    @Test
    void aFailureEndsAllWaitsAndTheNextOneReadsAgain() {
        failing = true;
        permitted.release();
        assertThatThrownBy(() -> waiters.await(Optional.of(ReadModel.ORDER_DETAIL), new ConsistencyToken(10),
                PATIENCE))
            .isInstanceOf(TransientDataAccessException.class);

        failing = false;
        position = 10;
        permitted.release();
        assertThat(waitFor(10).join().position()).isEqualTo(10);
    }

    private CompletableFuture<ReadPoint> waitFor(long token) {
        return CompletableFuture.supplyAsync(() -> waiters.await(Optional.of(ReadModel.ORDER_DETAIL),
                new ConsistencyToken(token), PATIENCE), VIRTUAL);
    }

    private Progress readWhenPermitted() throws SQLException {
        permitted.acquireUninterruptibly();
        readings.incrementAndGet();
        if (erring) {
            throw new StackOverflowError("injected");
        }
        if (failing) {
            throw new SQLTransientConnectionException("away");
        }
        return new Progress(Instant.EPOCH, 100, 100, Map.of(ReadModel.ORDER_DETAIL,
                new ProjectionProgress(ReadModel.ORDER_DETAIL, position, List.of(), 0, Duration.ZERO)));
    }
}

package io.orderflow.eventstore.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.eventstore.StoreDatabase;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.WorkerState;
import io.orderflow.worker.WorkerStatus;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeaderTest {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static StoreDatabase database;

    private final String task = "task-" + UUID.randomUUID();
    private final List<Leader<?>> leaders = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        database = new StoreDatabase();
    }

    @AfterEach
    void end() {
        leaders.forEach(Leader::close);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Counts its steps and sessions. */
    private static class Counting implements LedWork<AutoCloseable> {
        final AtomicInteger steps = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final List<Long> epochs = new CopyOnWriteArrayList<>();
        final List<Tenure> tenures = new CopyOnWriteArrayList<>();

        @Override
        public AutoCloseable begin(Tenure begun) throws Exception {
            tenures.add(begun);
            epochs.add(begun.epoch());
            return closed::incrementAndGet;
        }

        @Override
        public Duration step(AutoCloseable session) throws Exception {
            steps.incrementAndGet();
            return Duration.ofMillis(1);
        }
    }

    private Leader<AutoCloseable> start(Workers workers, String holder, Counting work) {
        var settings = WorkerSettings.named(task)
            .stalledAfter(Duration.ofSeconds(1))
            .stoppingWithin(Duration.ZERO)
            .pausing(Duration.ofMillis(300), Duration.ofSeconds(1));
        var leader = new Leader<>(workers, settings, database.pool(), holder, LEASE, work);
        leaders.add(leader);
        leader.start();
        return leader;
    }

    @Test
    void oneLeadsForLongerThanALeaseWhileTheOtherStandsBy() {
        Counting first = new Counting();
        Counting second = new Counting();
        Leader<?> leading = start(new Workers(), "first", first);
        Awaitility.await().until(leading::leads);
        Leader<?> standby = start(new Workers(), "second", second);

        Awaitility.await().during(LEASE.multipliedBy(2)).until(() -> leading.leads() && !standby.leads());
        assertThat(first.epochs).containsExactly(1L);
        assertThat(second.epochs).isEmpty();
        leading.close();
        Awaitility.await().untilAsserted(() -> assertThat(second.epochs).containsExactly(2L));
        assertThat(first.closed).hasValue(1);
    }

    @Test
    void anErrorGivesTheLeadershipAwayAndTheWorkerStandsByAgain() {
        Workers workers = new Workers();
        Counting first = new Counting();
        Counting second = new Counting();
        Leader<?> leading = start(workers, "first", first);
        Awaitility.await().until(() -> first.steps.get() > 0);
        Leader<?> standby = start(new Workers(), "second", second);
        workers.strike(task, new NoClassDefFoundError("Gone"));

        Awaitility.await().until(standby::leads);
        Awaitility.await().untilAsserted(() -> {
            assertThat(first.closed).hasValue(1);
            assertThat(workers.statuses()).allMatch(WorkerStatus::isWell);
        });
        assertThat(leading.leads()).isFalse();
        assertThatThrownBy(() -> first.tenures.getFirst().beat()).isInstanceOf(LostLeadershipException.class);
    }

    @Test
    void withoutAStandbyTheSameProcessLeadsAgainAfterAnError() {
        Workers workers = new Workers();
        Counting work = new Counting();
        start(workers, "only", work);
        Awaitility.await().until(() -> work.steps.get() > 0);
        workers.strike(task, new StackOverflowError());

        Awaitility.await().until(() -> work.epochs.size() == 2);
        assertThat(work.closed).hasValue(1);
    }

    @Test
    void aStepThatNeverEndsLosesTheLeadershipToTheStandby() {
        CountDownLatch never = new CountDownLatch(1);
        Workers workers = new Workers();
        Counting stuck = new Counting() {
            @Override
            public Duration step(AutoCloseable session) throws Exception {
                never.await();
                return Duration.ZERO;
            }
        };
        Counting second = new Counting();
        Leader<?> stalled = start(workers, "stuck", stuck);
        Awaitility.await().until(stalled::leads);
        Leader<?> standby = start(new Workers(), "second", second);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(standby::leads);
        assertThat(stalled.leads()).isFalse();
        assertThat(workers.statuses()).filteredOn(it -> it.name().equals(task))
            .extracting(WorkerStatus::state)
            .containsExactly(WorkerState.STALLED);
    }

    /** The thread that renews may die as well: the leader leads no longer than its lease. */
    @Test
    void anErrorOfTheRenewalIsGotOver() {
        Workers workers = new Workers();
        Counting work = new Counting();
        Leader<?> leading = start(workers, "only", work);
        Awaitility.await().until(leading::leads);
        workers.strike(task + "-lease", new StackOverflowError());

        Awaitility.await().until(() -> workers.statuses().stream().anyMatch(it -> it.failures() == 1));
        Awaitility.await().during(LEASE.multipliedBy(2)).atMost(Duration.ofSeconds(30)).until(leading::leads);
        assertThat(work.epochs).containsExactly(1L);
    }
}

package io.orderflow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final WorkerSettings SETTINGS = WorkerSettings.named("counter")
        .pausing(Duration.ofMillis(1), Duration.ofMillis(5))
        .stoppingWithin(Duration.ZERO);

    private final Workers workers = new Workers();
    private final List<Worker> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Worker::close);
    }

    private Worker start(WorkerSettings settings, Step step) {
        Worker worker = workers.start(settings, step);
        started.add(worker);
        return worker;
    }

    @Test
    void aStepFollowsTheOtherWithoutPauseUnlessItAsksForOne() {
        AtomicInteger steps = new AtomicInteger();
        Worker worker = start(SETTINGS, () -> steps.incrementAndGet() < 100 ? Duration.ZERO : LONG);

        Awaitility.await().untilAtomic(steps, is(100));
        worker.wake();
        Awaitility.await().untilAtomic(steps, is(101));
        assertThat(worker.status().state()).isEqualTo(WorkerState.RUNNING);
    }

    @Test
    void anErrorIsSeenAndTheNextStepComes() {
        BlockingQueue<String> go = new ArrayBlockingQueue<>(1);
        AtomicInteger steps = new AtomicInteger();
        Worker worker = start(SETTINGS, () -> {
            if (steps.incrementAndGet() <= 3) {
                throw new NoClassDefFoundError("Gone");
            }
            go.take();
            return Duration.ZERO;
        });

        Awaitility.await().untilAtomic(steps, is(4));
        WorkerStatus failing = worker.status();
        assertThat(failing.state()).isEqualTo(WorkerState.FAILING);
        assertThat(failing.failures()).isEqualTo(3);
        assertThat(failing.problem()).isEqualTo("NoClassDefFoundError: Gone");
        go.add("on");
        Awaitility.await().until(() -> worker.status().isWell());
        assertThat(worker.status().problem()).isNull();
        assertThat(worker.status().since()).isAfterOrEqualTo(failing.since());
    }

    @Test
    void whatIsThrownFromOutsideIsMetByTheNextStep() {
        Worker worker = start(SETTINGS, () -> LONG);
        workers.strike("counter", new StackOverflowError());

        Awaitility.await().until(() -> worker.status().failures() == 1 && worker.status().isWell());
        assertThatThrownBy(() -> workers.strike("nobody", new StackOverflowError()))
            .hasMessage("no worker is named nobody; there are [counter]");
    }

    @Test
    void aFailureThatNothingCanMendEndsTheWorkerAndIsShown() {
        AtomicInteger steps = new AtomicInteger();
        Worker worker = start(SETTINGS.endedBy(IOException.class::isInstance), () -> {
            steps.incrementAndGet();
            throw new IOException("fenced");
        });

        Awaitility.await().until(() -> worker.status().state() == WorkerState.ENDED);
        assertThat(worker.end()).hasMessage("fenced");
        assertThat(steps).hasValue(1);
        assertThat(workers.statuses()).extracting(WorkerStatus::state).containsExactly(WorkerState.ENDED);
    }

    @Test
    void aStepThatDoesNotEndIsStalledUnlessItBeats() throws InterruptedException {
        BlockingQueue<Boolean> orders = new ArrayBlockingQueue<>(1);
        Worker[] worker = new Worker[1];
        CountDownLatch known = new CountDownLatch(1);
        worker[0] = start(SETTINGS.stalledAfter(Duration.ofSeconds(1)), () -> {
            known.await();
            while (orders.take()) {
                worker[0].beat();
            }
            return LONG;
        });
        known.countDown();

        Awaitility.await().until(() -> worker[0].status().state() == WorkerState.STALLED);
        assertThat(worker[0].status().problem()).startsWith("in one step for");
        orders.put(true);
        Awaitility.await().until(() -> worker[0].status().isWell());
        orders.put(false);
    }

    @Test
    void closingLetsTheStepEndAndInterruptsOneThatDoesNot() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        Worker worker = start(SETTINGS, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                interrupted.incrementAndGet();
            }
            return Duration.ZERO;
        });
        Awaitility.await().until(() -> begun.getCount() == 0);
        worker.close();

        assertThat(interrupted).hasValue(1);
        assertThat(worker.isAlive()).isFalse();
        assertThat(workers.statuses()).isEmpty();
    }

    @Test
    void oneThatIsStartedLaterTakesThePlaceOfItsName() {
        List<String> names = new ArrayList<>();
        Worker first = start(SETTINGS, () -> LONG);
        workers.onStart(names::add);
        start(SETTINGS, () -> LONG);
        first.close();

        assertThat(workers.statuses()).hasSize(1);
        assertThat(names).containsExactly("counter", "counter");
    }
}

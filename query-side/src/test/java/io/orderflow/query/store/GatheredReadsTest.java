package io.orderflow.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheredReadsTest {
    private static final int KEYS_MAX = 4;
    private static final long PAUSE_NANOS = 100_000;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> asked = new CopyOnWriteArrayList<>();
    private final Semaphore answers = new Semaphore(0);
    /** Even numbers are there. */
    private final GatheredReads<Integer, String> reads = new GatheredReads<>(1, KEYS_MAX, keys -> {
        asked.add(keys);
        answers.acquireUninterruptibly();
        return keys.stream()
            .filter(key -> key % 2 == 0)
            .collect(Collectors.toMap(Function.identity(), String::valueOf));
    });

    @AfterEach
    void stop() {
        answers.release(1_000);
        callers.close();
    }

    private Future<Optional<String>> find(int key, int waitingAfterwards) {
        Future<Optional<String>> found = callers.submit(() -> reads.find(key));
        await().until(() -> reads.waiting() == waitingAfterwards && !asked.isEmpty());
        return found;
    }

    @Test
    void whoComesWhileAStatementRunsIsAnsweredByTheNextOne() throws Exception {
        Future<Optional<String>> first = find(2, 0);
        Future<Optional<String>> second = find(4, 1);
        Future<Optional<String>> third = find(5, 2);
        Future<Optional<String>> again = find(4, 3);
        answers.release(2);

        assertThat(first.get()).contains("2");
        assertThat(second.get()).contains("4");
        assertThat(third.get()).isEmpty();
        assertThat(again.get()).contains("4");
        assertThat(asked).containsExactly(List.of(2), List.of(4, 5));
    }

    @Test
    void aStatementHasAsManyKeysAsItMay() throws Exception {
        List<Future<Optional<String>>> all = new ArrayList<>();
        for (int key = 0; key < 10; key++) {
            all.add(find(key, key));
        }
        answers.release(10);
        for (Future<Optional<String>> one : all) {
            one.get();
        }
        assertThat(asked).extracting(List::size).containsExactly(1, KEYS_MAX, KEYS_MAX, 1);
    }

    @Test
    void aFailureIsThrownToItsCallersAndNobodyElse() throws Exception {
        var failing = new AtomicInteger();
        var some = new GatheredReads<Integer, String>(1, KEYS_MAX, keys -> {
            failing.incrementAndGet();
            answers.acquireUninterruptibly();
            if (keys.contains(1)) {
                throw new IllegalStateException("the database is away");
            }
            return Map.of(2, "2");
        });
        Future<Optional<String>> first = callers.submit(() -> some.find(1));
        await().until(() -> failing.get() == 1);
        Future<Optional<String>> second = callers.submit(() -> some.find(2));
        await().until(() -> some.waiting() == 1);
        answers.release(2);

        assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class)
            .hasRootCauseMessage("the database is away");
        assertThat(second.get()).contains("2");
        answers.release(2);
        assertThatThrownBy(() -> some.find(1)).isInstanceOf(IllegalStateException.class)
            .isNotInstanceOf(CompletionException.class);
    }

    @Test
    void underLoadEachGetsItsOwnRowAndNobodyIsLeftBehind() throws Exception {
        var running = new AtomicInteger();
        var mostRunning = new AtomicInteger();
        var statements = new AtomicInteger();
        var busy = new GatheredReads<Integer, String>(2, 64, keys -> {
            statements.incrementAndGet();
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            LockSupport.parkNanos(PAUSE_NANOS);
            running.decrementAndGet();
            return keys.stream().collect(Collectors.toMap(Function.identity(), String::valueOf));
        });
        List<Future<?>> all = new ArrayList<>();
        for (int caller = 0; caller < 200; caller++) {
            all.add(callers.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    int key = ThreadLocalRandom.current().nextInt(1_000);
                    assertThat(busy.find(key)).contains(String.valueOf(key));
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        assertThat(mostRunning.get()).isBetween(1, 2);
        assertThat(statements.get()).isLessThan(200 * 200);
        assertThat(busy.waiting()).isZero();
    }
}

package io.orderflow.query.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows by key, those together in one statement that were asked for while others were under way: as few round
 * trips as the load needs, and no waiting where there is none. A statement begins after each of its callers has asked,
 * so that an answer is never older than its question. Runs on its callers' threads; thread-safe.
 *
 * @param <K> equal when they mean the same row
 */
public final class GatheredReads<K, V> {
    private final int statementsMax;
    private final int keysMax;
    private final Function<List<K>, Map<K, V>> statement;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Question<K, V>> waiting = new ArrayDeque<>();
    private int running;

    /**
     * @param statementsMax under way at once, from 1
     * @param keysMax of one statement, from 1
     * @param statement the rows that there are of these keys, each of which is there once
     */
    public GatheredReads(int statementsMax, int keysMax, Function<List<K>, Map<K, V>> statement) {
        this.statementsMax = statementsMax;
        this.keysMax = keysMax;
        this.statement = statement;
    }

    /** Completed with whether its caller has to ask for itself and others; false when the answer is there. */
    private static final class Question<K, V> {
        private final K key;
        private final CompletableFuture<Boolean> asks = new CompletableFuture<>();
        private volatile @Nullable V row;

        Question(K key) {
            this.key = key;
        }

        void answer(@Nullable V found) {
            row = found;
            asks.complete(false);
        }
    }

    /** Blocks until a statement has answered; what that one fails with is thrown to each of its callers. */
    public Optional<V> find(K key) {
        Question<K, V> mine = new Question<>(key);
        if (begins(mine) || waited(mine)) {
            ask(mine);
        }
        return Optional.ofNullable(mine.row);
    }

    /** Callers whose statement has not begun. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean begins(Question<K, V> mine) {
        lock.lock();
        try {
            boolean begins = running < statementsMax;
            if (begins) {
                running++;
            } else {
                waiting.addLast(mine);
            }
            return begins;
        } finally {
            lock.unlock();
        }
    }

    private boolean waited(Question<K, V> mine) {
        try {
            return mine.asks.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void ask(Question<K, V> mine) {
        List<Question<K, V>> together = together(mine);
        try {
            Map<K, V> rows = statement.apply(together.stream().map(it -> it.key).distinct().toList());
            together.forEach(it -> it.answer(rows.get(it.key)));
        } catch (RuntimeException | Error failure) {
            together.forEach(it -> it.asks.completeExceptionally(failure));
            throw failure;
        } finally {
            handOn();
        }
    }

    private List<Question<K, V>> together(Question<K, V> mine) {
        List<Question<K, V>> together = new ArrayList<>();
        together.add(mine);
        lock.lock();
        try {
            while (together.size() < keysMax && !waiting.isEmpty()) {
                together.add(waiting.removeFirst());
            }
        } finally {
            lock.unlock();
        }
        return together;
    }

    /** To who waits longest; nobody works for others after having been answered. */
    private void handOn() {
        Question<K, V> next;
        lock.lock();
        try {
            next = waiting.pollFirst();
            if (next == null) {
                running--;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.asks.complete(true);
        }
    }
}

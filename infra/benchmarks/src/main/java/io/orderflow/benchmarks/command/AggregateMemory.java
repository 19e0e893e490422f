package io.orderflow.benchmarks.command;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/** Aggregates in memory as the command side keeps them: the 10,000 used last. Thread-safe. */
final class AggregateMemory implements Cache {
    private static final int AGGREGATES_MAX = 10_000;

    private final ConcurrentMap<Object, Object> aggregates = Caffeine.newBuilder()
        .maximumSize(AGGREGATES_MAX)
        .executor(Runnable::run)
        .build()
        .asMap();

    /** Null when it is not there: Axon's signature does not say so. */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <K, V> V get(K key) {
        return (V) aggregates.get(key);
    }

    @Override
    public void put(@Nullable Object key, Object value) {
        if (key != null) {
            aggregates.put(key, value);
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return aggregates.putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return aggregates.remove(key) != null;
    }

    @Override
    public void removeAll() {
        aggregates.clear();
    }

    @Override
    public boolean containsKey(Object key) {
        return aggregates.containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("this cache has no listeners");
    }

    @Override
    @SuppressWarnings("unchecked") // Axon's signature
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        aggregates.computeIfPresent(key, (_, value) -> update.apply((V) value));
    }
}

package io.orderflow.command.aggregate;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates that commands used last, so that a command need not read their streams again. Nobody tells this
 * process of another one's appends: what is known here may be old. The store refuses what was decided on it, and
 * {@link AxonAggregates} asks the store before it believes a decision that appends nothing. Thread-safe.
 */
final class AggregateCache implements Cache {
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

    /**
     * @param aggregatesMax how many are kept, from 0, which keeps none
     */
    AggregateCache(int aggregatesMax) {
        entries = Caffeine.newBuilder().maximumSize(aggregatesMax).executor(Runnable::run).recordStats().build();
    }

    com.github.benmanes.caffeine.cache.Cache<Object, Object> entries() {
        return entries;
    }

    /** Null when it is not there: Axon's signature does not say so. */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <K, V> V get(K key) {
        return (V) entries.getIfPresent(key);
    }

    /** An aggregate that was made and then refused its first command has no identifier, and is not worth keeping. */
    @Override
    public void put(@Nullable Object key, Object value) {
        if (key != null) {
            entries.put(key, value);
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return asMap().containsKey(key);
    }

    /** Nothing here listens; Axon does for sagas only. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("this cache has no listeners");
    }

    @Override
    @SuppressWarnings("unchecked") // Axon's signature
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        asMap().computeIfPresent(key, (_, value) -> update.apply((V) value));
    }

    private ConcurrentMap<Object, Object> asMap() {
        return entries.asMap();
    }
}

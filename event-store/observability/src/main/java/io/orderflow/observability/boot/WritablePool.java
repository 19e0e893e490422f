package io.orderflow.observability.boot;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets go of all connections of a pool as soon as one of them cannot write. After a failover they lead to a server, or
 * to sessions, that only read, and would be kept for as long as a connection may live, since they answer. Not more
 * often than every {@value #PAUSE_MILLIS} ms: while the database stays so, new connections are no better.
 */
final class WritablePool implements SQLExceptionOverride {
    private static final String READ_ONLY_TRANSACTION = "25006";
    private static final long PAUSE_MILLIS = 100;
    private static final long PAUSE_NANOS = PAUSE_MILLIS * 1_000_000;

    private final HikariDataSource pool;
    private final AtomicLong evictedNanos = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    private WritablePool(HikariDataSource pool) {
        this.pool = pool;
    }

    /** To be called before the pool gives its first connection; a pool that is only read from is left as it is. */
    static void keep(HikariDataSource pool) {
        if (!pool.isReadOnly()) {
            pool.setExceptionOverride(new WritablePool(pool));
        }
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        if (!READ_ONLY_TRANSACTION.equals(failure.getSQLState())) {
            return SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
        long now = System.nanoTime();
        long last = evictedNanos.get();
        if (now - last >= PAUSE_NANOS && evictedNanos.compareAndSet(last, now)) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        return SQLExceptionOverride.Override.MUST_EVICT;
    }
}

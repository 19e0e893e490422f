package io.orderflow.benchmarks.servers;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.worker.Workers;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** An event store of ours with its pool, on a database of its own. */
public final class Store implements AutoCloseable {
    /** As many as the command side has. */
    private static final int CONNECTIONS = 16;

    private final LongAdder transactions = new LongAdder();
    private final LongAdder appends = new LongAdder();
    private final HikariDataSource pool;
    private final PostgresEventStore log;

    private Store(HikariDataSource pool) {
        this.pool = pool;
        StoreObserver observer = (batch, _, _, _) -> {
            transactions.increment();
            appends.add(batch.size());
        };
        this.log = new PostgresEventStore(new Workers(), pool, StoreSettings.DEFAULT, observer);
    }

    /** An empty one. */
    public static Store fresh(Cluster cluster, String database) throws SQLException {
        cluster.createStore(database);
        Store store = new Store(cluster.pool(database, CONNECTIONS));
        cluster.checkpoint();
        return store;
    }

    /** One that is there already. */
    public static Store on(Cluster cluster, String database) {
        return new Store(cluster.pool(database, CONNECTIONS));
    }

    public PostgresEventStore log() {
        return log;
    }

    public HikariDataSource pool() {
        return pool;
    }

    /** How many appends shared a transaction so far, on average: what group commit makes of the load. */
    public String sharing() {
        return String.format(Locale.ROOT, "%.1f appends a transaction",
                (double) appends.sum() / Math.max(1, transactions.sum()));
    }

    @Override
    public void close() {
        log.close();
        pool.close();
    }
}

package io.orderflow.benchmarks.command;

import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventType;
import io.orderflow.eventstore.axon.CommandScope;
import io.orderflow.eventstore.axon.OrderflowEventStorageEngine;
import io.orderflow.eventstore.axon.SnapshotCodec;
import java.sql.SQLException;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.serialization.AnnotationRevisionResolver;

/** Axon on our engine, wired as on the command side: the engine owns its transactions, aggregates are cached. */
final class OurCommands implements AutoCloseable {
    private static final int PLACED_SCHEMA_VERSION = EventType.ORDER_PLACED.schemaVersion();

    private final Store store;
    private final CommandSystem axon;

    /** On a new database. */
    OurCommands(Cluster cluster, String database) throws SQLException {
        store = Store.fresh(cluster, database);
        var snapshots = new SnapshotCodec(CommandSystem.serializer(), new AnnotationRevisionResolver());
        axon = new CommandSystem(new OrderflowEventStorageEngine(store.log(), new EventCodec(), snapshots),
                NoTransactionManager.instance(), new AggregateMemory());
    }

    void dispatch(Object command) {
        CommandScope scope = new CommandScope(SampleEvents.newId(), null, null, SampleEvents.METADATA,
                PLACED_SCHEMA_VERSION);
        ScopedValue.where(CommandScope.CURRENT, scope).run(() -> axon.dispatch(command));
    }

    String sharing() {
        return store.sharing();
    }

    long version(String stream) {
        return store.log().streamVersion(stream);
    }

    @Override
    public void close() {
        axon.close();
        store.close();
    }
}

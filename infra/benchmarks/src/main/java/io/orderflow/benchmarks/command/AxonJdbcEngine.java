package io.orderflow.benchmarks.command;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.Sql;
import java.sql.SQLException;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Axon's own engine for JDBC as it comes, with Spring's transactions, on a database of its own. */
public final class AxonJdbcEngine implements AutoCloseable {
    private final Cluster cluster;
    private final String database;
    private final HikariDataSource pool;
    private final TransactionManager transactions;
    private final JdbcEventStorageEngine engine;

    public AxonJdbcEngine(Cluster cluster, String database, int connections) throws SQLException {
        this.cluster = cluster;
        this.database = database;
        cluster.createEmpty(database);
        pool = cluster.superuserPool(database, connections);
        transactions = new SpringTransactionManager(new DataSourceTransactionManager(pool));
        Serializer json = CommandSystem.serializer();
        engine = JdbcEventStorageEngine.builder()
            .connectionProvider(new SpringDataSourceConnectionProvider(pool))
            .transactionManager(transactions)
            .eventSerializer(json)
            .snapshotSerializer(json)
            .build();
        transactions.executeInTransaction(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
    }

    public JdbcEventStorageEngine engine() {
        return engine;
    }

    public TransactionManager transactions() {
        return transactions;
    }

    void empty() throws SQLException {
        Sql.execute(pool, "TRUNCATE DomainEventEntry, SnapshotEventEntry RESTART IDENTITY");
        cluster.checkpoint();
    }

    @Override
    public void close() throws SQLException {
        pool.close();
        cluster.drop(database);
    }
}

package io.orderflow.peer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon's stores on JDBC, as its auto-configuration would make them with Spring Boot 3. */
@Configuration(proxyBeanMethods = false)
class AxonStores {
    @Bean
    static TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    static ConnectionProvider connections(DataSource source) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(source));
    }

    @Bean
    static EventStorageEngine eventStorageEngine(ConnectionProvider connections, TransactionManager transactions,
            Serializer serializer, @Qualifier("eventSerializer") Serializer eventSerializer) {
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
            .connectionProvider(connections)
            .transactionManager(transactions)
            .snapshotSerializer(serializer)
            .eventSerializer(eventSerializer)
            .build();
        transactions.executeInTransaction(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
        return engine;
    }

    @Bean
    static TokenStore tokenStore(ConnectionProvider connections, TransactionManager transactions,
            Serializer serializer) {
        JdbcTokenStore store = JdbcTokenStore.builder()
            .connectionProvider(connections)
            .serializer(serializer)
            .build();
        transactions.executeInTransaction(() -> store.createSchema(PostgresTokenTableFactory.INSTANCE));
        return store;
    }

    @Bean
    static SagaStore<Object> sagaStore(ConnectionProvider connections, TransactionManager transactions,
            Serializer serializer) {
        JdbcSagaStore store = JdbcSagaStore.builder()
            .connectionProvider(connections)
            .sqlSchema(new PostgresSagaSqlSchema())
            .serializer(serializer)
            .build();
        transactions.executeInTransaction(() -> createSchema(store, connections));
        return store;
    }

    /**
     * With the indexes that Axon's JPA entities have and its JDBC schema has not: without them each look for a saga
     * reads them all.
     */
    private static void createSchema(JdbcSagaStore store, ConnectionProvider connections) {
        try {
            store.createSchema();
            try (Connection connection = connections.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("""
                        CREATE INDEX IF NOT EXISTS association_by_value
                            ON AssociationValueEntry (sagaType, associationKey, associationValue)
                        """);
                statement.execute("""
                        CREATE INDEX IF NOT EXISTS association_by_saga ON AssociationValueEntry (sagaId, sagaType)
                        """);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the saga store's tables cannot be made", failure);
        }
    }

    @Bean
    static Cache aggregateCache() {
        return new WeakReferenceCache();
    }
}

package io.orderflow.benchmarks.command;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/** Axon with one aggregate and a bus on the callers' threads; both engines are used in just this set-up. */
final class CommandSystem implements AutoCloseable {
    private final Configuration axon;
    private final CommandBus bus;

    CommandSystem(EventStorageEngine engine, TransactionManager transactions, @Nullable Cache cache) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        Serializer json = serializer();
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(_ -> json)
            .configureMessageSerializer(_ -> json)
            .configureEventSerializer(_ -> json)
            .configureTransactionManager(_ -> transactions)
            .configureCommandBus(_ -> SimpleCommandBus.builder().transactionManager(transactions).build())
            .configureEmbeddedEventStore(_ -> engine)
            .configureAggregate(aggregate(cache));
        axon = configurer.start();
        bus = axon.commandBus();
    }

    static Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }

    private static AggregateConfigurer<SampleOrder> aggregate(@Nullable Cache cache) {
        AggregateConfigurer<SampleOrder> aggregate = AggregateConfigurer.defaultConfiguration(SampleOrder.class);
        return cache == null ? aggregate : aggregate.configureCache(_ -> cache);
    }

    /** Returns when the command's events are durable. */
    void dispatch(Object command) {
        var callback = new FutureCallback<Object, Object>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), callback);
        CommandResultMessage<?> result = callback.getResult();
        if (result.isExceptional()) {
            throw new IllegalStateException("a command failed", result.exceptionResult());
        }
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}

package io.orderflow.command.aggregate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.contract.EventCodec;
import io.orderflow.eventstore.EventStore;
import io.orderflow.observability.Saturation;
import org.springframework.beans.factory.ObjectProvider;
import io.orderflow.eventstore.axon.OrderflowEventStorageEngine;
import io.orderflow.eventstore.axon.SnapshotCodec;
import io.orderflow.eventstore.observed.ObservedEventStorageEngine;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.context.annotation.Bean;

/**
 * Everything that Axon's auto-configuration would choose wrongly here, chosen by name. The methods are static: Axon
 * asks for engine and transaction manager while its own configuration is being made, and anything else would be a cycle
 * of beans.
 *
 * <p>
 * Axon's own spans and meters are not used: commands, loads and appends have theirs, on the application's OpenTelemetry
 * and meter registry.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class AxonConfiguration {
    @Bean
    static TransactionManager axonTransactions() {
        return new EngineOwnedTransactions();
    }

    @Bean
    static EventStorageEngine storageEngine(EventStore eventLog, EventCodec codec, Serializer serializer,
            RevisionResolver revisions, KnownStates states, Tracer tracer, MeterRegistry meters) {
        var engine = new OrderflowEventStorageEngine(eventLog, codec, new SnapshotCodec(serializer, revisions));
        return new LoadObservingEngine(new ObservedEventStorageEngine(engine, tracer, meters), states);
    }

    @Bean(AggregateBeans.CACHE)
    static AggregateCache aggregateCache(AggregateProperties aggregates, ObjectProvider<MeterRegistry> meters) {
        var cache = new AggregateCache(aggregates.cached());
        meters.ifAvailable(registry -> {
            CaffeineCacheMetrics.monitor(registry, cache.entries(), "aggregates");
            Saturation.register(registry, "aggregate_cache",
                    () -> (double) cache.entries().estimatedSize() / Math.max(1, aggregates.cached()));
        });
        return cache;
    }

    /** Commands carry no annotations of Axon: their stream is their target. */
    @Bean(AggregateBeans.TARGET_RESOLVER)
    static CommandTargetResolver streamOfCommand() {
        return message -> new VersionedAggregateIdentifier(((DomainCommand) message.getPayload()).stream(), null);
    }

    @Bean(destroyMethod = "shutdown")
    static ExecutorService snapshotExecutor() {
        return Executors.newSingleThreadExecutor(Thread.ofVirtual().name("snapshots").factory());
    }

    /** Snapshots are made beside the commands, one at a time: they read a stream, and nobody waits for them. */
    @Bean
    static Snapshotter snapshotter(Configuration axon, org.axonframework.eventsourcing.eventstore.EventStore events,
            TransactionManager transactions, HandlerDefinition handlers, ParameterResolverFactory parameters,
            ExecutorService snapshotExecutor) {
        return SpringAggregateSnapshotter.builder()
            .repositoryProvider(axon::repository)
            .eventStore(events)
            .transactionManager(transactions)
            .handlerDefinition(handlers)
            .parameterResolverFactory(parameters)
            .executor(snapshotExecutor)
            .build();
    }

    @Bean(AggregateBeans.STOCK_SNAPSHOTS)
    static SnapshotTriggerDefinition stockSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, StockSnapshots.EVENTS_MIN);
    }
}

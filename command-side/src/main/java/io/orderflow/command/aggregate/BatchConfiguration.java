package io.orderflow.command.aggregate;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.command.dispatch.CommandBatches;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.axon.SnapshotCodec;
import java.time.Clock;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.RevisionResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the door for batches of commands together, beside Axon's. */
@Configuration(proxyBeanMethods = false)
class BatchConfiguration {
    @Bean
    static KnownStates knownStates(AggregateProperties aggregates, EventStore eventLog, EventCodec codec,
            Serializer serializer, RevisionResolver revisions) {
        return new KnownStates(aggregates.cached(), eventLog, codec, new SnapshotCodec(serializer, revisions));
    }

    @Bean
    static CommandBatches commandBatches(KnownStates states, EventStore eventLog, EventCodec codec,
            Snapshotter snapshotter, AggregateCache cache, Tracer tracer, MeterRegistry meters, Clock clock) {
        var batchMeters = new BatchMeters(meters);
        var outcomes = new GroupOutcomes(eventLog, states, batchMeters, group -> {
            // What Axon knows of it is old now: it would be refused once and read again.
            cache.remove(group.stream().toString());
            if (group.stream().kind() == StreamName.Kind.STOCK && StockSnapshots.isDue(group.before(), group.after())) {
                snapshotter.scheduleSnapshot(StockItem.class, group.stream().toString());
            }
        });
        return new BatchedCommands(eventLog, codec, states, outcomes, batchMeters, tracer, clock);
    }
}

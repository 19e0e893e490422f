package io.orderflow.benchmarks.command;

import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StreamName;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An aggregate in which each command is one event of the sample's size, on either engine. */
final class SampleOrder {
    static final String TYPE = SampleEvents.STREAM_TYPE;

    private @Nullable String stream;

    SampleOrder() {}

    @AggregateIdentifier
    @Nullable
    String stream() {
        return stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void create(CreateOrder command) {
        place(command.stream());
    }

    @CommandHandler
    void change(ChangeOrder command) {
        place(command.stream());
    }

    private static void place(String stream) {
        AggregateLifecycle.apply(SampleEvents.placed(new OrderId(StreamName.parse(stream).id())));
    }

    @EventSourcingHandler
    void evolve(OrderEvent.OrderPlaced event) {
        stream = event.stream().toString();
    }
}

package io.orderflow.command.aggregate;

import io.orderflow.command.dispatch.Aggregates.Attempt;
import io.orderflow.command.domain.OrderCommand;
import io.orderflow.command.domain.OrderRules;
import io.orderflow.command.domain.OrderState;
import io.orderflow.contract.OrderEvent;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One order. Its stream stays short, so it has no snapshots. */
@Aggregate(type = AggregateNames.ORDER, commandTargetResolver = AggregateBeans.TARGET_RESOLVER, cache = AggregateBeans.CACHE)
final class Order {
    private @Nullable String streamId;
    private OrderState state = new OrderState.NotPlaced();

    @AggregateIdentifier
    @Nullable
    String streamId() {
        return streamId;
    }

    @CommandHandler(commandName = AggregateNames.ORDER)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Attempt decide(OrderCommand command,
            @MetaDataValue(Deciding.REQUIRED_VERSIONS) @Nullable Set<Long> requiredVersions) {
        return Deciding.decide(requiredVersions, () -> OrderRules.decide(state, command));
    }

    @EventSourcingHandler
    void evolve(OrderEvent event) {
        streamId = event.stream().toString();
        state = OrderRules.evolve(state, event);
    }
}

package io.orderflow.command.aggregate;

import io.orderflow.command.dispatch.Aggregates.Attempt;
import io.orderflow.command.domain.PaymentCommand;
import io.orderflow.command.domain.PaymentRules;
import io.orderflow.command.domain.PaymentState;
import io.orderflow.contract.PaymentEvent;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The payment of one order. Its stream stays short, so it has no snapshots. */
@Aggregate(type = AggregateNames.PAYMENT, commandTargetResolver = AggregateBeans.TARGET_RESOLVER, cache = AggregateBeans.CACHE)
final class Payment {
    private @Nullable String streamId;
    private PaymentState state = new PaymentState.None();

    @AggregateIdentifier
    @Nullable
    String streamId() {
        return streamId;
    }

    @CommandHandler(commandName = AggregateNames.PAYMENT)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Attempt decide(PaymentCommand command,
            @MetaDataValue(Deciding.REQUIRED_VERSIONS) @Nullable Set<Long> requiredVersions) {
        return Deciding.decide(requiredVersions, () -> PaymentRules.decide(state, command));
    }

    @EventSourcingHandler
    void evolve(PaymentEvent event) {
        streamId = event.stream().toString();
        state = PaymentRules.evolve(state, event);
    }
}

package io.orderflow.command.aggregate;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderflow.command.dispatch.Aggregates.Attempt;
import io.orderflow.command.domain.StockCommand;
import io.orderflow.command.domain.StockRules;
import io.orderflow.command.domain.StockState;
import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StreamName;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The stock of one SKU. Its stream grows with every order, so it has snapshots: {@link StockSnapshot} is their form,
 * and the revision changes with it, so that older snapshots are ignored and made anew. Axon keeps none of them in
 * memory: {@link KnownStates} does.
 */
@Aggregate(type = AggregateNames.STOCK_ITEM, commandTargetResolver = AggregateBeans.TARGET_RESOLVER, snapshotTriggerDefinition = AggregateBeans.STOCK_SNAPSHOTS)
@Revision("1")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.NONE, getterVisibility = JsonAutoDetect.Visibility.NONE)
final class StockItem {
    private @Nullable String streamId;
    private StockState state = new StockState.Unstocked();

    StockItem() {}

    @JsonCreator
    StockItem(@JsonProperty("streamId") String streamId, @JsonProperty("stock") StockSnapshot stock) {
        this.streamId = streamId;
        this.state = stock.toState();
    }

    static StockItem at(StreamName stream, StockState state) {
        StockItem item = new StockItem();
        item.streamId = stream.toString();
        item.state = state;
        return item;
    }

    @AggregateIdentifier
    @JsonProperty("streamId")
    @Nullable
    String streamId() {
        return streamId;
    }

    @JsonProperty("stock")
    StockSnapshot stock() {
        return StockSnapshot.of(state);
    }

    @CommandHandler(commandName = AggregateNames.STOCK_ITEM)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Attempt decide(StockCommand command,
            @MetaDataValue(Deciding.REQUIRED_VERSIONS) @Nullable Set<Long> requiredVersions) {
        return Deciding.decide(requiredVersions, () -> StockRules.decide(state, command));
    }

    @EventSourcingHandler
    void evolve(StockEvent event) {
        streamId = event.stream().toString();
        state = StockRules.evolve(state, event);
    }
}

package io.orderflow.command.aggregate;

import io.orderflow.command.domain.Decision;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand;
import io.orderflow.command.domain.OrderRules;
import io.orderflow.command.domain.OrderState;
import io.orderflow.command.domain.PaymentCommand;
import io.orderflow.command.domain.PaymentRules;
import io.orderflow.command.domain.PaymentState;
import io.orderflow.command.domain.StockCommand;
import io.orderflow.command.domain.StockRules;
import io.orderflow.command.domain.StockState;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.PaymentEvent;
import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StreamName;

/** The state of an aggregate of any kind with its rules. */
sealed interface AggregateState {
    /**
     * @throws ClassCastException for a command of another kind of aggregate
     */
    Decision decide(DomainCommand command);

    /**
     * @throws ClassCastException for an event of another kind of aggregate
     */
    AggregateState evolve(DomainEvent event);

    /** Before the first event. */
    static AggregateState initial(StreamName.Kind kind) {
        return switch (kind) {
            case ORDER -> new OfOrder(new OrderState.NotPlaced());
            case STOCK -> new OfStock(new StockState.Unstocked());
            case PAYMENT -> new OfPayment(new PaymentState.None());
        };
    }

    record OfOrder(OrderState state) implements AggregateState {
        @Override
        public Decision decide(DomainCommand command) {
            return OrderRules.decide(state, (OrderCommand) command);
        }

        @Override
        public AggregateState evolve(DomainEvent event) {
            return new OfOrder(OrderRules.evolve(state, (OrderEvent) event));
        }
    }

    record OfStock(StockState state) implements AggregateState {
        @Override
        public Decision decide(DomainCommand command) {
            return StockRules.decide(state, (StockCommand) command);
        }

        @Override
        public AggregateState evolve(DomainEvent event) {
            return new OfStock(StockRules.evolve(state, (StockEvent) event));
        }
    }

    record OfPayment(PaymentState state) implements AggregateState {
        @Override
        public Decision decide(DomainCommand command) {
            return PaymentRules.decide(state, (PaymentCommand) command);
        }

        @Override
        public AggregateState evolve(DomainEvent event) {
            return new OfPayment(PaymentRules.evolve(state, (PaymentEvent) event));
        }
    }
}

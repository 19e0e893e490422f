package io.orderflow.command.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand.CancelOrder;
import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a test does with orders, and what it sees of them in the store. */
final class Orders {
    private static final Money PRICE = new Money(7_600, "USD");
    private static final int EVENTS_MAX = 10_000;

    private final CommandDispatcher dispatcher;
    private final EventStore store;

    Orders(CommandDispatcher dispatcher, EventStore store) {
        this.dispatcher = dispatcher;
        this.store = store;
    }

    Sku stocked(int quantity) {
        Sku sku = new Sku("T-" + UUID.randomUUID());
        if (quantity > 0) {
            dispatch(new ReceiveStock(sku, quantity, Clock.systemUTC().instant()), sku.value());
        }
        return sku;
    }

    OrderId place(int quantity, Sku... skus) {
        OrderId order = new OrderId(UUID.randomUUID().toString());
        dispatch(placing(order, quantity, skus), order.value());
        return order;
    }

    static PlaceOrder placing(OrderId order, int quantity, Sku... skus) {
        List<OrderLine> lines = new ArrayList<>();
        for (Sku sku : skus) {
            lines.add(new OrderLine(lines.size() + 1, sku, quantity, PRICE));
        }
        return new PlaceOrder(order, new CustomerId("103"), "web", lines, Money.zero("USD"), Money.zero("USD"),
                Clock.systemUTC().instant());
    }

    void cancel(OrderId order) {
        dispatch(new CancelOrder(order, "changed my mind", Clock.systemUTC().instant()), order.value());
    }

    void dispatch(DomainCommand command, String correlationId) {
        UUID id = UUID.randomUUID();
        assertThat(dispatcher.dispatch(command, CommandContext.of(id, "test", correlationId, id.toString())))
            .isInstanceOf(CommandResult.Accepted.class);
    }

    List<String> typesOf(OrderId order) {
        return stream(StreamName.of(order)).stream().map(RecordedEvent::type).toList();
    }

    List<String> paymentTypesOf(OrderId order) {
        return stream(StreamName.of(new PaymentId(order.value()))).stream().map(RecordedEvent::type).toList();
    }

    List<DomainEvent> eventsOf(StreamName stream) {
        return stream(stream).stream().map(LoggedEvent::decode).toList();
    }

    /** Units reserved, by a fold of the SKU's events. */
    int reserved(Sku sku) {
        return eventsOf(StreamName.of(sku)).stream().mapToInt(event -> switch (event) {
            case StockEvent.StockReserved it -> it.quantity();
            case StockEvent.ReservationReleased it -> -it.quantity();
            case StockEvent.ReservationExpired it -> -it.quantity();
            default -> 0;
        }).sum();
    }

    List<RecordedEvent> stream(StreamName stream) {
        return store.readStream(stream.toString(), 1, EVENTS_MAX);
    }
}

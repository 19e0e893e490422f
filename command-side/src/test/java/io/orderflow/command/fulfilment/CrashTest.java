package io.orderflow.command.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Tracer;
import io.orderflow.command.CommandSideTest;
import io.orderflow.command.dispatch.CommandBatches;
import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand.ConfirmOrder;
import io.orderflow.command.domain.OrderCommand.MarkReserved;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.StockReserved;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The process manager itself is not at work here: the test reacts in its place, and forgets. */
@CommandSideTest
class CrashTest {
    private static final int EVENTS_MAX = 1_000;

    @Autowired
    CommandDispatcher dispatcher;
    @Autowired
    EventStore log;
    @Autowired
    FulfilmentStore store;
    @Autowired
    Tracer tracer;
    @Autowired
    CommandBatches batches;
    private Orders orders;

    @BeforeEach
    void prepare() {
        orders = new Orders(dispatcher, log);
    }

    @Test
    void aBatchThatIsReactedToAgainAfterACrashHasNoSecondEffect() throws Exception {
        long start = log.headPosition();
        Sku one = orders.stocked(3);
        Sku other = orders.stocked(3);
        OrderId order = orders.place(1, one, other);

        for (int crash = 0; crash < 5; crash++) {
            reactToAllAndForget(start);
            reactToAllAndForget(start);
        }
        Map<OrderId, Fulfilment> states = reactToAllAndForget(start);

        assertThat(states.get(order)).isNotNull().extracting(Fulfilment::step).isEqualTo(Step.AUTHORISING);
        assertThat(orders.typesOf(order)).containsExactly("OrderPlaced", "OrderReserved");
        assertThat(reservationsOf(one, order)).hasSize(1);
        assertThat(reservationsOf(other, order)).hasSize(1);
    }

    @Test
    void aRejectionThatIsRepeatedAfterACrashKeepsNothing() throws Exception {
        long start = log.headPosition();
        Sku enough = orders.stocked(3);
        Sku scarce = orders.stocked(0);
        OrderId order = orders.place(1, enough, scarce);

        for (int crash = 0; crash < 6; crash++) {
            reactToAllAndForget(start);
        }

        assertThat(orders.typesOf(order)).containsExactly("OrderPlaced", "OrderRejected");
        assertThat(orders.reserved(enough)).isZero();
    }

    @Test
    void aFormerLeaderCanStoreNothing() {
        long former = Epochs.next();
        long position = store.takeOver(former).orElseThrow();
        long later = Epochs.next();

        assertThat(store.takeOver(later)).hasValue(position);
        assertThat(store.takeOver(former)).isEmpty();
        assertThatThrownBy(() -> store.advance(former, position, position + 1, List.of(), List.of()))
            .isInstanceOf(FulfilmentStore.StaleException.class);
        assertThat(store.checkpointPosition()).isEqualTo(position);
    }

    @Test
    void whatAFormerLeaderChangedIsNotStoredEither() throws Exception {
        long start = log.headPosition();
        OrderId order = orders.place(1, orders.stocked(1));
        Fulfilment state = Objects.requireNonNull(reactToAllAndForget(start).get(order));
        long mine = Epochs.next();
        long position = store.takeOver(mine).orElseThrow();
        store.advance(mine, position, position + 1, List.of(state), List.of());
        long later = Epochs.next();
        assertThat(store.takeOver(later)).hasValue(position + 1);

        Fulfilment failed = state.failed(Step.FAILED, "a former leader's", Clock.systemUTC().instant());
        assertThatThrownBy(() -> store.advance(mine, position + 1, position + 2, List.of(failed), List.of()))
            .isInstanceOf(FulfilmentStore.StaleException.class);
        assertThat(store.checkpointPosition()).isEqualTo(position + 1);
        assertThat(store.find(order)).get().isEqualTo(state);
    }

    @Test
    void anImportedOrderThatIsCancelledGivesBackWhatItHolds() throws Exception {
        Sku sku = orders.stocked(1);
        OrderId order = new OrderId(UUID.randomUUID().toString());
        Instant now = Clock.systemUTC().instant();
        PaymentId payment = new PaymentId(order.value());
        long start = log.headPosition();
        importAs(order, Orders.placing(order, 1, sku), new ReserveStock(sku, order, 1, now),
                new MarkReserved(order, now), new ConfirmOrder(order, payment, now));
        assertThat(reactToAllAndForget(start)).doesNotContainKey(order);

        orders.cancel(order);

        Fulfilment state = Objects.requireNonNull(reactToAllAndForget(start).get(order));
        assertThat(state.step()).isEqualTo(Step.CANCELLED);
        assertThat(state.progress().payment()).isEqualTo(PaymentStage.VOIDING);
        assertThat(orders.reserved(sku)).isZero();
    }

    private void importAs(OrderId order, DomainCommand... commands) {
        for (DomainCommand command : commands) {
            UUID id = UUID.randomUUID();
            assertThat(dispatcher.dispatch(command,
                    CommandContext.of(id, "import", order.value(), id.toString()).asImport(3)))
                .isInstanceOf(CommandResult.Accepted.class);
        }
    }

    private Map<OrderId, Fulfilment> reactToAllAndForget(long from) throws InterruptedException {
        List<RecordedEvent> events = log.readLog(from, EVENTS_MAX);
        var instances = new Instances(store, EVENTS_MAX);
        new BatchReactor(instances, new CommandIssuer(batches), new LostInstances(log), new ReactionSpan(tracer),
                Clock.systemUTC())
            .react(Batch.of(from, events, batches::learn));
        Map<OrderId, Fulfilment> states = new HashMap<>();
        instances.changed().forEach(it -> states.put(it.orderId(), it));
        return states;
    }

    private Collection<StockReserved> reservationsOf(Sku sku, OrderId order) {
        return orders.eventsOf(StreamName.of(sku))
            .stream()
            .filter(StockReserved.class::isInstance)
            .map(StockReserved.class::cast)
            .filter(it -> it.orderId().equals(order))
            .toList();
    }
}

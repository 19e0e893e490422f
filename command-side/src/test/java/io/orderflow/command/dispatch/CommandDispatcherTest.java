package io.orderflow.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.command.CommandSideTest;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand.CancelOrder;
import io.orderflow.command.domain.OrderCommand.ConfirmOrder;
import io.orderflow.command.domain.OrderCommand.MarkReserved;
import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.command.domain.Refusal;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.command.domain.StockCommand.ReleaseReservation;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.ReservationRefused;
import io.orderflow.contract.StockEvent.StockReserved;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.eventstore.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CommandSideTest
class CommandDispatcherTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Autowired
    CommandDispatcher dispatcher;

    @Autowired
    EventStore store;

    @Autowired
    MeterRegistry meters;

    private final OrderId order = new OrderId(UUID.randomUUID().toString());
    private final Sku sku = new Sku("T-" + UUID.randomUUID());

    @Test
    void anAcceptedCommandIsStoredWithItsMetadata() {
        UUID commandId = UUID.randomUUID();
        var context = CommandContext.of(commandId, "clerk-1", order.value(), "cause-1");
        var result = (CommandResult.Accepted) dispatcher.dispatch(place(), context);
        assertThat(result.version()).isEqualTo(1);
        assertThat(result.position()).isPositive();
        RecordedEvent stored = store.readStream(result.stream().toString(), 1, 10).getFirst();
        assertThat(stored.position()).isEqualTo(result.position());
        assertThat(stored.type()).isEqualTo("OrderPlaced");
        assertThat(stored.streamType()).isEqualTo("Order");
        EventMetadata metadata = EventMetadata.parse(stored.metadata());
        assertThat(metadata.actor()).isEqualTo("clerk-1");
        assertThat(metadata.commandId()).isEqualTo(commandId.toString());
        assertThat(metadata.commandType()).isEqualTo("PlaceOrder");
        assertThat(metadata.correlationId()).isEqualTo(order.value());
        assertThat(metadata.causationId()).isEqualTo("cause-1");
        assertThat(metadata.traceparent()).isNotNull();
        assertThat(metadata.commandSpanId()).hasSize(16);
        assertThat(metadata.isImported()).isFalse();
    }

    @Test
    void importedHistoryIsMarkedAndWrittenInItsVersion() {
        dispatcher.dispatch(place(), context().asImport(1));
        RecordedEvent stored = store.readStream(StreamName.of(order).toString(), 1, 10).getFirst();
        assertThat(stored.schemaVersion()).isEqualTo(1);
        assertThat(EventMetadata.parse(stored.metadata()).isImported()).isTrue();
        assertThat(dispatcher.dispatch(cancel(), context())).isInstanceOf(CommandResult.Accepted.class);
    }

    @Test
    void aRefusalChangesNothing() {
        dispatcher.dispatch(place(), context());
        var result = dispatcher.dispatch(new ConfirmOrder(order, new PaymentId(order.value()), NOW), context());
        assertThat(result).isInstanceOfSatisfying(CommandResult.Rejected.class,
                it -> assertThat(it.refusal()).isInstanceOf(Refusal.IllegalTransition.class));
        assertThat(store.streamVersion(StreamName.of(order).toString())).isEqualTo(1);
    }

    @Test
    void anAggregateWithoutEventsIsNotFound() {
        assertThat(dispatcher.dispatch(cancel(), context()))
            .isEqualTo(new CommandResult.NotFound(StreamName.of(order)));
        assertThat(dispatcher.dispatch(cancel(), at(3))).isEqualTo(new CommandResult.NotFound(StreamName.of(order)));
    }

    @Test
    void aCommandWithoutEffectTellsTheVersion() {
        dispatcher.dispatch(new ReceiveStock(sku, 5, NOW), context());
        assertThat(dispatcher.dispatch(new ReleaseReservation(sku, order, NOW), context()))
            .isEqualTo(new CommandResult.Accepted(StreamName.of(sku), 1, 0, List.of()));
    }

    @Test
    void aStaleVersionIsRefusedAndTheCurrentOneIsTold() {
        dispatcher.dispatch(place(), context());
        assertThat(dispatcher.dispatch(cancel(), at(7)))
            .isEqualTo(new CommandResult.VersionMismatch(StreamName.of(order), 1));
        assertThat(dispatcher.dispatch(cancel(), at(1))).isInstanceOf(CommandResult.Accepted.class);
    }

    @Test
    void aRepeatedCommandGetsItsStoredOutcome() {
        var context = context();
        var first = (CommandResult.Accepted) dispatcher.dispatch(place(), context);
        dispatcher.dispatch(cancel(), context());
        assertThat(dispatcher.dispatch(place(), context)).isInstanceOfSatisfying(CommandResult.Replayed.class, it -> {
            assertThat(it.outcome().lastVersion()).isEqualTo(1);
            assertThat(it.outcome().lastPosition()).isEqualTo(first.position());
        });
        assertThat(store.streamVersion(StreamName.of(order).toString())).isEqualTo(2);
    }

    @Test
    void ofManyBuyersOnlyAsManyWinAsThereAreUnits() throws Exception {
        dispatcher.dispatch(new ReceiveStock(sku, 15, NOW), context());
        List<CommandResult> results = atOnce(IntStream.range(0, 200)
            .<Callable<CommandResult>>mapToObj(i -> () -> dispatcher
                .dispatch(new ReserveStock(sku, new OrderId("o-" + i), 1, NOW), context()))
            .toList());
        assertThat(results).allSatisfy(it -> assertThat(it).isInstanceOf(CommandResult.Accepted.class));
        assertThat(results).filteredOn(it -> eventOf(it) instanceof StockReserved).hasSize(15);
        assertThat(results).filteredOn(it -> eventOf(it) instanceof ReservationRefused).hasSize(185);
    }

    @Test
    void stockIsSnapshotAndReadFromItsSnapshot() {
        for (int i = 0; i < 120; i++) {
            dispatcher.dispatch(new ReceiveStock(sku, 1, NOW), context());
        }
        dispatcher.dispatch(new ReserveStock(sku, order, 20, NOW), context());
        String stream = StreamName.of(sku).toString();
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> store.readSnapshot(stream).isPresent());
        assertThat(store.readSnapshot(stream)).hasValueSatisfying(it -> {
            assertThat(it.version()).isGreaterThanOrEqualTo(100);
            assertThat(it.streamType()).isEqualTo("StockItem");
        });
        var refused = dispatcher.dispatch(new ReserveStock(sku, new OrderId("o-2"), 101, NOW), context());
        assertThat(eventOf(refused)).isInstanceOfSatisfying(ReservationRefused.class,
                it -> assertThat(it.available()).isEqualTo(100));
    }

    @Test
    void aCommandIsDecidedOnWhatAnotherProcessAppended() {
        dispatcher.dispatch(place(), context());
        appendAsAnotherProcess(new OrderEvent.OrderReserved(order, NOW), 1);

        assertThat(dispatcher.dispatch(cancel(), context())).isInstanceOfSatisfying(CommandResult.Accepted.class,
                it -> assertThat(it.version()).isEqualTo(3));
    }

    @Test
    void aRefusalIsDecidedOnWhatAnotherProcessAppended() {
        dispatcher.dispatch(place(), context());
        dispatcher.dispatch(new MarkReserved(order, NOW), context());
        appendAsAnotherProcess(new OrderEvent.OrderConfirmed(order, new PaymentId(order.value()), NOW), 2);

        assertThat(dispatcher.dispatch(new MarkReserved(order, NOW), at(2)))
            .isInstanceOfSatisfying(CommandResult.VersionMismatch.class,
                    it -> assertThat(it.currentVersion()).isEqualTo(3));
        assertThat(dispatcher.dispatch(cancel(), at(3))).isInstanceOf(CommandResult.Accepted.class);
    }

    @Test
    void anAggregateThatIsKnownIsNotReadAgain() {
        dispatcher.dispatch(place(), context());
        double hits = meters.get("cache.gets").tags("cache", "aggregates", "result", "hit").functionCounter().count();

        dispatcher.dispatch(new MarkReserved(order, NOW), context());

        assertThat(meters.get("cache.gets").tags("cache", "aggregates", "result", "hit").functionCounter().count())
            .isGreaterThan(hits);
    }

    private void appendAsAnotherProcess(OrderEvent event, long version) {
        StoredForm form = new EventCodec().encode(event);
        var stored = new NewEvent(UUID.randomUUID(), form.type(), form.schemaVersion(), form.payload(), "{}");
        assertThat(store.append(new AppendRequest(StreamName.of(order).toString(), "Order",
                new ExpectedVersion.Exactly(version), List.of(stored), null))
            .join())
            .isInstanceOf(AppendResult.Appended.class);
    }

    @Test
    void everyOutcomeIsTimed() {
        long before = count("accepted");
        dispatcher.dispatch(place(), context());
        assertThat(count("accepted")).isEqualTo(before + 1);
    }

    private long count(String outcome) {
        return meters.get("command.duration").tags("command", "PlaceOrder", "outcome", outcome).timer().count();
    }

    private static List<CommandResult> atOnce(List<Callable<CommandResult>> tasks)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CommandResult>> futures = threads.invokeAll(tasks);
            return futures.stream().map(Future::resultNow).toList();
        }
    }

    private static Object eventOf(CommandResult result) {
        return ((CommandResult.Accepted) result).events().getFirst();
    }

    private DomainCommand place() {
        Money price = new Money(7600, "USD");
        return new PlaceOrder(order, new CustomerId("103"), "web", List.of(new OrderLine(1, sku, 1, price)),
                Money.zero("USD"), Money.zero("USD"), NOW);
    }

    private DomainCommand cancel() {
        return new CancelOrder(order, "changed my mind", NOW);
    }

    private CommandContext context() {
        return CommandContext.of(UUID.randomUUID(), "test", order.value(), "test");
    }

    private CommandContext at(long version) {
        CommandContext it = context();
        return new CommandContext(it.commandId(), it.actor(), it.correlationId(), it.causationId(), false,
                it.orderPlacedSchemaVersion(), null, null, RequiredVersion.at(version), null);
    }
}

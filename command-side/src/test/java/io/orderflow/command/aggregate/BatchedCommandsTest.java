package io.orderflow.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.command.CommandSideTest;
import io.orderflow.command.dispatch.CommandBatches;
import io.orderflow.command.dispatch.CommandBatches.Outcome;
import io.orderflow.command.dispatch.CommandBatches.Request;
import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.dispatch.CommandResult;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.StockCommand.AdjustStock;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.command.domain.StockCommand.ReleaseReservation;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.axon.SnapshotCodec;
import io.orderflow.observability.TraceContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CommandSideTest
class BatchedCommandsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Autowired
    CommandDispatcher single;
    @Autowired
    EventStore store;
    @Autowired
    EventCodec codec;
    @Autowired
    Serializer serializer;
    @Autowired
    RevisionResolver revisions;
    @Autowired
    EventStorageEngine engine;
    @Autowired
    Tracer tracer;
    @Autowired
    CommandBatches real;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Sku sku = new Sku("B-" + UUID.randomUUID());
    private CommandBatches batches;

    @BeforeEach
    void prepare() {
        EventStore counted = (EventStore) Proxy.newProxyInstance(EventStore.class.getClassLoader(),
                new Class<?>[]{EventStore.class}, (_, method, arguments) -> {
                    calls.computeIfAbsent(method.getName(), _ -> new AtomicInteger()).incrementAndGet();
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
        var states = new KnownStates(100, counted, codec, new SnapshotCodec(serializer, revisions));
        var meters = new BatchMeters(new SimpleMeterRegistry());
        batches = new BatchedCommands(counted, codec, states, new GroupOutcomes(counted, states, meters, _ -> {
        }),
                meters, tracer, Clock.systemUTC());
        accept(new ReceiveStock(sku, 3, NOW));
    }

    @Test
    void twoOrdersForOneSkuCostOneLoadAndOneAppend() throws Exception {
        List<Outcome> outcomes = batches
            .dispatch(List.of(reserve("order-1", 2), reserve("order-2", 1), reserve("order-3", 1)));

        assertThat(outcomes).allMatch(BatchedCommandsTest::isAccepted);
        assertThat(types()).containsExactly("StockReceived", "StockReserved", "StockReserved", "ReservationRefused");
        assertThat(calls.get("load")).hasValue(1);
        assertThat(calls.get("append")).hasValue(1);
        batches.dispatch(List.of(new Request(new ReleaseReservation(sku, new OrderId("order-1"), NOW),
                context(UUID.randomUUID()), Context.root(), TraceContext.NONE)));
        assertThat(calls.get("load")).hasValue(1);
        assertThat(types()).endsWith("ReservationReleased");
    }

    @Test
    void aRepeatedBatchHasTheFormerOutcomesAndNoSecondEffect() throws Exception {
        List<Request> requests = List.of(reserve("order-1", 2), reserve("order-2", 5));
        batches.dispatch(requests);
        prepareAnotherProcess();

        List<Outcome> again = batches.dispatch(requests);

        assertThat(again).allSatisfy(it -> assertThat(isAccepted(it)).isTrue());
        assertThat(again.getLast()).isInstanceOfSatisfying(Outcome.Done.class,
                it -> assertThat(it.result()).isInstanceOf(CommandResult.Replayed.class));
        assertThat(types()).containsExactly("StockReceived", "StockReserved", "ReservationRefused", "StockReceived");
    }

    @Test
    void whatAnotherWriterDidInTheMeantimeIsSeen() throws Exception {
        batches.dispatch(List.of(reserve("order-1", 1)));
        accept(new AdjustStock(sku, -2, "broken", NOW));

        batches.dispatch(List.of(reserve("order-2", 1)));
        assertThat(types()).containsExactly("StockReceived", "StockReserved", "StockAdjusted", "ReservationRefused");

        accept(new ReceiveStock(sku, 1, NOW));
        assertThat(single.dispatch(new ReserveStock(sku, new OrderId("order-3"), 1, NOW), context(UUID.randomUUID())))
            .isInstanceOf(CommandResult.Accepted.class);
        batches.dispatch(List.of(new Request(new ReleaseReservation(sku, new OrderId("order-3"), NOW),
                context(UUID.randomUUID()), Context.root(), TraceContext.NONE)));
        assertThat(types()).endsWith("StockReserved", "ReservationReleased");
    }

    /** A second copy of each stock item with its reservations would not fit into memory. */
    @Test
    void axonGoesOnFromWhatBatchesKnowUnlessTheStoreHasLessOrALotMore() {
        StreamName stream = StreamName.of(sku);
        var states = new KnownStates(100, store, codec, new SnapshotCodec(serializer, revisions));
        var known = new KnownStocks(states, engine);
        assertThat(known.snapshot(stream.toString())).isEmpty();

        KnownState stored = states.load(stream);
        states.remember(stream, stored);
        assertThat(known.snapshot(stream.toString())).hasValueSatisfying(it -> {
            assertThat(it.getSequenceNumber()).isEqualTo(stored.version() - 1);
            assertThat(((StockItem) it.getPayload()).stock().onHand()).isEqualTo(3);
        });

        states.remember(stream, stored.after(new StockEvent.StockReceived(sku, 1, NOW)));
        assertThat(known.snapshot(stream.toString())).isEmpty();

        states.remember(stream, stored);
        for (int i = 0; i < StockSnapshots.EVENTS_MIN; i++) {
            accept(new ReceiveStock(sku, 1, NOW));
        }
        assertThat(known.snapshot(stream.toString())).isEmpty();
    }

    @Test
    void stockItemsWithManyReservationsTakeThePlaceOfMany() {
        var states = new KnownStates(2, store, codec, new SnapshotCodec(serializer, revisions));
        StreamName stream = StreamName.of(sku);
        StreamName other = StreamName.of(new Sku("C-1"));
        KnownState item = KnownState.guessedNew(StreamName.Kind.STOCK)
            .after(new StockEvent.StockReceived(sku, 200, NOW));
        states.remember(other, item);
        states.remember(stream, item);
        assertThat(states.find(other)).isNotNull();
        assertThat(states.find(stream)).isNotNull();

        for (int i = 0; i < 150; i++) {
            item = item.after(new StockEvent.StockReserved(sku, new OrderId("order-" + i), 1, NOW, NOW));
        }
        states.remember(stream, item);
        assertThat(Stream.of(stream, other).filter(it -> states.find(it) != null)).hasSize(1);
    }

    @Test
    void whatTheLogTellsNeedNotBeRead() throws Exception {
        for (RecordedEvent event : store.readStream(StreamName.of(sku).toString(), 1, 10)) {
            batches.learn(event, codec.decode(new StoredForm(event.type(), event.schemaVersion(),
                    event.payload())));
        }

        batches.dispatch(List.of(reserve("order-1", 1)));
        assertThat(calls).doesNotContainKey("load");
        assertThat(types()).containsExactly("StockReceived", "StockReserved");
    }

    @Test
    void aStreamThatWasWrittenByBatchesHasItsSnapshot() throws Exception {
        accept(new ReceiveStock(sku, 1_000, NOW));
        for (int i = 0; i < 2 * StockSnapshots.EVENTS_MIN; i += 50) {
            List<Request> requests = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                requests.add(reserve("order-" + i + "-" + n, 1));
            }
            real.dispatch(requests);
        }

        await()
            .until(() -> store.readSnapshot(StreamName.of(sku).toString()),
                    it -> it.filter(snapshot -> snapshot.version() >= StockSnapshots.EVENTS_MIN)
                        .isPresent());
        batches.dispatch(List.of(reserve("order-last", 1)));
        assertThat(types()).endsWith("StockReserved");
        assertThat(calls).doesNotContainKey("readStream");
    }

    private void prepareAnotherProcess() {
        calls.clear();
        prepare();
    }

    private Request reserve(String order, int quantity) {
        return new Request(new ReserveStock(sku, new OrderId(order), quantity, NOW),
                context(UUID.nameUUIDFromBytes((sku + order).getBytes(StandardCharsets.UTF_8))),
                Context.root(), TraceContext.NONE);
    }

    private void accept(DomainCommand command) {
        assertThat(single.dispatch(command, context(UUID.randomUUID()))).isInstanceOf(CommandResult.Accepted.class);
    }

    private static boolean isAccepted(Outcome outcome) {
        return outcome instanceof Outcome.Done(CommandResult result)
                && (result instanceof CommandResult.Accepted || result instanceof CommandResult.Replayed);
    }

    private static CommandContext context(UUID id) {
        return CommandContext.of(id, "test", "order-1", id.toString());
    }

    private List<String> types() {
        return store.readStream(StreamName.of(sku).toString(), 1, 1_000).stream().map(RecordedEvent::type).toList();
    }
}

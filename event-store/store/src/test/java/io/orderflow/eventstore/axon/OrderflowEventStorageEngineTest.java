package io.orderflow.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.Deadline;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.StoreDatabase;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.worker.Workers;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderflowEventStorageEngineTest {
    private static final OrderId ORDER = new OrderId("0199f3a0-0000-7000-8000-000000000001");
    private static final String STREAM = "order-" + ORDER;
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private StoreDatabase database;
    private PostgresEventStore store;
    private String revision = "1";
    private OrderflowEventStorageEngine engine;

    @BeforeEach
    void open() {
        database = new StoreDatabase();
        store = new PostgresEventStore(new Workers(), database.pool(), StoreSettings.DEFAULT, StoreObserver.NONE);
        engine = engine(store);
    }

    private OrderflowEventStorageEngine engine(EventStore on) {
        RevisionResolver revisions = type -> revision;
        return new OrderflowEventStorageEngine(on, new EventCodec(),
                new SnapshotCodec(Jackson3Serializer.builder().revisionResolver(revisions).build(), revisions));
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Test
    void eventsAreReadAsAxonWroteThem() {
        CommandScope scope = scope();
        append(scope, 0, 3);

        DomainEventStream stream = engine.readEvents(STREAM);
        List<Long> sequences = new ArrayList<>();
        stream.forEachRemaining(it -> sequences.add(it.getSequenceNumber()));

        assertThat(sequences).containsExactly(0L, 1L, 2L);
        assertThat(stream.getLastSequenceNumber()).isEqualTo(2);
        assertThat(engine.lastSequenceNumberFor(STREAM)).contains(2L);
        assertThat(scope.appended()).hasValueSatisfying(it -> assertThat(it.lastPosition()).isEqualTo(3));
        assertThat(engine.readEvents(STREAM, 2).next().getPayload()).isEqualTo(new OrderReserved(ORDER, AT));
    }

    @Test
    void aLongStreamIsReadPageByPage() {
        for (int first = 0; first < 2_500; first += 500) {
            append(scope(), first, 500);
        }

        List<Long> sequences = new ArrayList<>();
        engine.readEvents(STREAM).forEachRemaining(it -> sequences.add(it.getSequenceNumber()));

        assertThat(sequences).containsExactlyElementsOf(LongStream.range(0, 2_500).boxed().toList());
    }

    @Test
    void theCommandsMetadataIsStoredWithEachEvent() {
        append(scope(), 0, 1);

        RecordedEvent event = store.readLog(0, 1).getFirst();
        EventMetadata metadata = EventMetadata.parse(event.metadata());
        assertThat(metadata.actor()).isEqualTo("clerk");
        assertThat(event.eventId().version()).isEqualTo(7);
    }

    @Test
    void aConflictIsToldInAxonsWords() {
        append(scope(), 0, 2);

        assertThatThrownBy(() -> append(scope(), 0, 1)).isInstanceOf(AggregateStreamCreationException.class);
        assertThatThrownBy(() -> append(scope(), 1, 1)).isInstanceOf(ConcurrencyException.class)
            .hasMessageContaining("version 2");
    }

    @Test
    void aRepeatedCommandIsToldWithItsStoredReply() {
        UUID id = UUID.randomUUID();
        append(scope(id), 0, 1);

        assertThatThrownBy(() -> append(scope(id), 1, 1)).isInstanceOfSatisfying(DuplicateCommandException.class,
                it -> assertThat(it.outcome().reply()).isEqualTo("reply at version 1"));
        assertThat(store.headPosition()).isEqualTo(1);
    }

    @Test
    void nothingIsAppendedOutsideOfACommand() {
        assertThatThrownBy(() -> engine.appendEvents(messages(0, 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSnapshotOfAnotherRevisionIsIgnored() {
        engine.storeSnapshot(new GenericDomainEventMessage<>("Order", STREAM, 4, new State("RESERVED")));
        assertThat(engine.readSnapshot(STREAM)).hasValueSatisfying(it -> {
            assertThat(it.getSequenceNumber()).isEqualTo(4);
            assertThat(it.getPayload()).isEqualTo(new State("RESERVED"));
        });

        revision = "2";

        assertThat(engine.readSnapshot(STREAM)).isEmpty();
    }

    @Test
    void theLogIsReadByPosition() {
        append(scope(), 0, 1_200);

        assertThat(engine.readEvents(null, false)).hasSize(1_200);
        assertThat(engine.readEvents(new GlobalSequenceTrackingToken(1_190), true)
            .map(it -> it.trackingToken().position().orElseThrow()))
            .containsExactlyElementsOf(LongStream.rangeClosed(1_191, 1_200).boxed().toList());
        assertThat(engine.createTailToken()).isNull();
        assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(1_200));
        assertThat(engine.createTokenAt(Instant.EPOCH)).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(engine.createTokenAt(Instant.now().plusSeconds(60)))
            .isEqualTo(new GlobalSequenceTrackingToken(1_200));
    }

    @Revision("1")
    record State(String status) {}

    @Test
    void aCommandLoadsItsAggregateInOneRoundTrip() {
        append(scope(), 0, 5);
        engine.storeSnapshot(new GenericDomainEventMessage<>("Order", STREAM, 2, new OrderReserved(ORDER, AT)));
        append(scope(), 5, 2);
        List<String> asked = new ArrayList<>();
        var counted = engine(counting(asked));

        List<Long> sequences = new ArrayList<>();
        ScopedValue.where(CommandScope.CURRENT, scope()).run(() -> {
            long snapshot = counted.readSnapshot(STREAM).orElseThrow().getSequenceNumber();
            counted.readEvents(STREAM, snapshot + 1).forEachRemaining(it -> sequences.add(it.getSequenceNumber()));
        });

        assertThat(sequences).containsExactly(3L, 4L, 5L, 6L);
        assertThat(asked).containsExactly("load");
    }

    @Test
    void anAggregateThatIsAssumedToBeNewIsNotReadAndAnAppendToAnOldOneConflicts() {
        append(scope(), 0, 1);
        List<String> asked = new ArrayList<>();
        var counted = engine(counting(asked));

        ScopedValue.where(CommandScope.CURRENT, scope().assumeNew()).run(() -> {
            assertThat(counted.readSnapshot(STREAM)).isEmpty();
            assertThat(counted.readEvents(STREAM, 0).hasNext()).isFalse();
            assertThat(asked).isEmpty();
            assertThatThrownBy(() -> counted.appendEvents(messages(0, 1)))
                .isInstanceOf(AggregateStreamCreationException.class);
        });
    }

    @Test
    void whoGivesUpIsToldWhetherTheAppendWasWithdrawn() {
        var waiting = new CompletableFuture<AppendResult>();
        assertThatThrownBy(() -> appendUntil(Duration.ofMillis(1), waiting))
            .isInstanceOf(StoreOverloadedException.class)
            .hasMessageContaining("nothing was stored");
        assertThat(waiting).isCancelled();
        var underWay = new CompletableFuture<AppendResult>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        assertThatThrownBy(() -> appendUntil(Duration.ofMillis(1), underWay))
            .isInstanceOf(StoreUnavailableException.class);
    }

    private void appendUntil(Duration patience, CompletableFuture<AppendResult> result) {
        var slow = engine(answering("append", result));
        ScopedValue.where(CommandScope.CURRENT, scope())
            .where(Deadline.CURRENT, Deadline.in(patience))
            .run(() -> slow.appendEvents(messages(0, 1)));
    }

    private EventStore answering(String method, Object answer) {
        return (EventStore) Proxy.newProxyInstance(EventStore.class.getClassLoader(), new Class<?>[]{EventStore.class},
                (_, called, arguments) -> called.getName().equals(method) ? answer : called.invoke(store, arguments));
    }

    private EventStore counting(List<String> asked) {
        return (EventStore) Proxy.newProxyInstance(EventStore.class.getClassLoader(), new Class<?>[]{EventStore.class},
                (_, method, arguments) -> {
                    asked.add(method.getName());
                    return method.invoke(store, arguments);
                });
    }

    private void append(CommandScope scope, long firstSequence, int events) {
        ScopedValue.where(CommandScope.CURRENT, scope).run(() -> engine.appendEvents(messages(firstSequence, events)));
    }

    private static List<DomainEventMessage<?>> messages(long firstSequence, int events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            messages
                .add(new GenericDomainEventMessage<>("Order", STREAM, firstSequence + n, new OrderReserved(ORDER, AT)));
        }
        return messages;
    }

    private static CommandScope scope() {
        return scope(UUID.randomUUID());
    }

    private static CommandScope scope(UUID commandId) {
        EventMetadata metadata = new EventMetadata("clerk", commandId.toString(), "Test", null, null, null, null, null,
                null, null, null,
                null, null, null);
        return new CommandScope(commandId, "hash", (version, events) -> "reply at version " + version, metadata, 3);
    }
}

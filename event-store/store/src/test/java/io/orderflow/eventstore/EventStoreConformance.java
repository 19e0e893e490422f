package io.orderflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.eventstore.AppendResult.Appended;
import io.orderflow.eventstore.AppendResult.Conflict;
import io.orderflow.eventstore.AppendResult.Duplicate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every event store owes its users. An implementation extends this and gives a store that is empty before each
 * test.
 */
public abstract class EventStoreConformance {
    private static final ExpectedVersion NEW = new ExpectedVersion.NoStream();
    private static final ExpectedVersion ANY = new ExpectedVersion.Any();

    private EventStore store;
    /** Another instance over the same data, as in another process. */
    private EventStore other;

    protected abstract EventStore openStore();

    protected abstract void closeStore(EventStore opened);

    @BeforeEach
    void open() {
        store = openStore();
        other = openStore();
    }

    @AfterEach
    void close() {
        closeStore(store);
        closeStore(other);
    }

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store.headPosition()).isZero();
        assertThat(store.readLog(0, 10)).isEmpty();
        assertThat(store.readStream("order-1", 1, 10)).isEmpty();
        assertThat(store.streamVersion("order-1")).isZero();
        assertThat(store.findOutcome(UUID.randomUUID())).isEmpty();
        assertThat(store.readSnapshot("order-1")).isEmpty();
    }

    @Test
    void whatIsAppendedIsReadBackByStreamAndByPosition() {
        AppendRequest first = Appends.to("order-1", NEW, 3);
        AppendRequest second = Appends.to("order-2", NEW, 2);

        assertThat(append(first)).isInstanceOfSatisfying(Appended.class, it -> {
            assertThat(it.firstVersion()).isEqualTo(1);
            assertThat(it.lastVersion()).isEqualTo(3);
            assertThat(it.firstPosition()).isEqualTo(1);
            assertThat(it.lastPosition()).isEqualTo(3);
        });
        append(second);

        assertThat(store.readStream("order-1", 1, 10)).extracting(RecordedEvent::eventId)
            .containsExactlyElementsOf(first.events().stream().map(NewEvent::eventId).toList());
        assertThat(store.readStream("order-1", 2, 1)).extracting(RecordedEvent::version).containsExactly(2L);
        assertThat(other.readLog(2, 10)).extracting(RecordedEvent::position).containsExactly(3L, 4L, 5L);
        assertThat(other.headPosition()).isEqualTo(5);
        assertThat(other.streamVersion("order-2")).isEqualTo(2);
    }

    @Test
    void aReplayGivesTheWholeLogOnceInOrder() {
        for (int n = 0; n < 10; n++) {
            append(Appends.to("order-" + n, NEW, 5));
        }
        List<Long> positions = new ArrayList<>();

        try (var replay = new LogReplay<>(store, 3, 7, RecordedEvent::position)) {
            replay.forEachRemaining(positions::addAll);
            assertThat(replay.hasNext()).isFalse();
        }

        assertThat(positions).containsExactlyElementsOf(LongStream.rangeClosed(4, 50).boxed().toList());
    }

    @Test
    void payloadAndMetadataAreKeptByteForByte() {
        String payload = "{ \"b\" : 1.00 , \"a\":\"ä€😀\\u0041\", \"a\":12345678901234567890 }";

        append(Appends.one("order-1", NEW, payload));

        assertThat(store.readLog(0, 1).getFirst().payload()).isEqualTo(payload);
        assertThat(store.readLog(0, 1).getFirst().metadata()).isEqualTo("{\"actor\":\"test\"}");
    }

    @Test
    void aStaleVersionIsRefusedAndSaysWhatIsThere() {
        append(Appends.to("order-1", NEW, 2));

        assertThat(append(Appends.to("order-1", new ExpectedVersion.Exactly(1), 1)))
            .isEqualTo(new Conflict("order-1", new ExpectedVersion.Exactly(1), 2));
        assertThat(append(Appends.to("order-1", NEW, 1))).isEqualTo(new Conflict("order-1", NEW, 2));
        assertThat(append(Appends.to("order-9", new ExpectedVersion.Exactly(7), 1)))
            .isEqualTo(new Conflict("order-9", new ExpectedVersion.Exactly(7), 0));
        assertThat(store.headPosition()).isEqualTo(2);
    }

    @Test
    void anyVersionIsAppendedBehindWhatIsThere() {
        append(Appends.to("order-1", ANY, 1));
        append(Appends.to("order-1", ANY, 2));

        assertThat(store.readStream("order-1", 1, 10)).extracting(RecordedEvent::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void ofTwoWritersExactlyOneWins() {
        append(Appends.to("order-1", NEW, 1));
        List<CompletableFuture<AppendResult>> attempts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            attempts.add((i % 2 == 0 ? store : other).append(Appends.to("order-1", new ExpectedVersion.Exactly(1), 1)));
        }

        List<AppendResult> results = attempts.stream().map(CompletableFuture::join).toList();

        assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Conflict.class::isInstance).hasSize(39);
        assertThat(store.streamVersion("order-1")).isEqualTo(2);
    }

    @Test
    void aRefusedAppendHarmsNoOtherAndLeavesNoGap() {
        append(Appends.to("order-1", NEW, 1));
        List<CompletableFuture<AppendResult>> attempts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            attempts.add(store.append(Appends.to("order-1", NEW, 3)));
            attempts.add(store.append(Appends.to("order-good-" + i, NEW, 2)));
            attempts.add(store.append(Appends.one("order-bad-" + i, NEW, "{no json")));
        }

        int stored = 0;
        int refusedData = 0;
        for (CompletableFuture<AppendResult> attempt : attempts) {
            try {
                stored += attempt.join() instanceof Appended ? 1 : 0;
            } catch (java.util.concurrent.CompletionException refused) {
                assertThat(refused.getCause()).isInstanceOf(IllegalArgumentException.class);
                refusedData++;
            }
        }

        assertThat(stored).isEqualTo(100);
        assertThat(refusedData).isEqualTo(100);
        assertGapless(201);
    }

    @Test
    void aRepeatedCommandIsStoredOnceAndItsOutcomeIsKept() {
        UUID id = UUID.randomUUID();
        AppendResult first = append(Appends.to("order-1", NEW, 2, Appends.command(id, "hash", "the reply")));

        AppendResult repeated = other
            .append(Appends.to("order-1", ANY, 2, Appends.command(id, "hash", "another reply")))
            .join();

        assertThat(first).isInstanceOf(Appended.class);
        assertThat(repeated).isEqualTo(new Duplicate(id));
        assertThat(store.headPosition()).isEqualTo(2);
        assertThat(other.findOutcome(id)).hasValueSatisfying(outcome -> {
            assertThat(outcome.reply()).isEqualTo("the reply");
            assertThat(outcome.requestHash()).isEqualTo("hash");
            assertThat(outcome.streamId()).isEqualTo("order-1");
            assertThat(outcome.lastVersion()).isEqualTo(2);
            assertThat(outcome.lastPosition()).isEqualTo(2);
        });
    }

    @Test
    void aCommandThatIsRepeatedAtTheSameTimeIsStoredOnce() {
        UUID id = UUID.randomUUID();
        List<CompletableFuture<AppendResult>> attempts = IntStream.range(0, 20)
            .mapToObj(i -> (i % 2 == 0 ? store : other)
                .append(Appends.to("order-" + i, NEW, 1, Appends.command(id, "h", "r"))))
            .toList();

        List<AppendResult> results = attempts.stream().map(CompletableFuture::join).toList();

        assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Duplicate.class::isInstance).hasSize(19);
        assertThat(store.headPosition()).isEqualTo(1);
    }

    @Test
    void eachCommandOfAnAppendHasItsOwnOutcome() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        assertThat(append(Appends.to("order-1", NEW, 1))).isInstanceOf(Appended.class);
        AppendRequest three = ofCommands("order-1", new ExpectedVersion.Exactly(1), 3,
                new AppendRequest.Command(first, null, "1", 1), new AppendRequest.Command(second, null, "2", 3));

        assertThat(append(three)).isInstanceOf(Appended.class);
        assertThat(store.findOutcome(first))
            .hasValueSatisfying(it -> assertThat(List.of(it.lastVersion(), it.lastPosition())).containsOnly(2L));
        assertThat(store.findOutcome(second))
            .hasValueSatisfying(it -> assertThat(List.of(it.lastVersion(), it.lastPosition())).containsOnly(4L));
    }

    @Test
    void anAppendWithOneKnownCommandIsRefusedAsAWhole() {
        UUID known = UUID.randomUUID();
        UUID fresh = UUID.randomUUID();
        assertThat(append(Appends.to("order-1", NEW, 1, Appends.command(known, "h", "r"))))
            .isInstanceOf(Appended.class);

        AppendRequest both = ofCommands("order-2", NEW, 2, new AppendRequest.Command(fresh, null, null, 1),
                new AppendRequest.Command(known, null, null, 2));
        assertThat(append(both)).isInstanceOf(Duplicate.class);
        assertThat(store.findOutcome(fresh)).isEmpty();
        assertThat(store.streamVersion("order-2")).isZero();
    }

    private static AppendRequest ofCommands(String stream, ExpectedVersion expected, int events,
            AppendRequest.Command... commands) {
        return new AppendRequest(stream, "Order", expected, List.of(commands),
                Appends.to(stream, expected, events).events());
    }

    @Test
    void aCommandThatWasRefusedMayBeTriedAgain() {
        UUID id = UUID.randomUUID();

        assertThat(append(Appends.to("order-1", new ExpectedVersion.Exactly(4), 1, Appends.command(id, "h", "r"))))
            .isInstanceOf(Conflict.class);
        assertThat(append(Appends.to("order-1", NEW, 1, Appends.command(id, "h", "r")))).isInstanceOf(Appended.class);
    }

    @Test
    void appendsOfOneCallerToOneStreamKeepTheirOrder() {
        List<CompletableFuture<AppendResult>> all = IntStream.range(0, 300)
            .mapToObj(n -> store.append(Appends.one("order-1", ANY, "{\"n\":" + n + "}")))
            .toList();
        all.forEach(CompletableFuture::join);

        assertThat(store.readStream("order-1", 1, 300)).extracting(RecordedEvent::payload)
            .containsExactlyElementsOf(IntStream.range(0, 300).mapToObj(n -> "{\"n\":" + n + "}").toList());
    }

    @Test
    void aReaderNeverPassesAnEventWhileManyWrite() throws Exception {
        int writers = 16;
        int appendsEach = 60;
        AtomicBoolean done = new AtomicBoolean();
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reader = threads.submit(() -> followLog(done, seen));
            AtomicInteger acknowledged = new AtomicInteger();
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                all.add(threads.submit(() -> {
                    for (int n = 0; n < appendsEach; n++) {
                        EventStore mine = n % 2 == 0 ? store : other;
                        mine.append(Appends.to("order-" + writer + "-" + n % 7, ANY, 1 + n % 3)).join();
                        acknowledged.addAndGet(1 + n % 3);
                    }
                }));
            }
            for (Future<?> writer : all) {
                writer.get();
            }
            done.set(true);
            reader.get();
            assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, acknowledged.get()).boxed().toList());
            assertGapless(acknowledged.get());
        }
    }

    private void followLog(AtomicBoolean done, List<Long> seen) {
        long position = 0;
        boolean last = false;
        while (true) {
            List<RecordedEvent> events = store.readLog(position, 100);
            for (RecordedEvent event : events) {
                seen.add(event.position());
                position = event.position();
            }
            if (events.isEmpty() && last) {
                return;
            }
            last = done.get();
        }
    }

    @Test
    void whoeverGotAPositionFindsEverythingUpToIt() {
        List<CompletableFuture<AppendResult>> all = IntStream.range(0, 200)
            .mapToObj(n -> (n % 2 == 0 ? store : other).append(Appends.to("order-" + n, NEW, 1))
                .thenApplyAsync(result -> {
                    long position = ((Appended) result).lastPosition();
                    assertThat(store.readLog(0, 1000).stream().filter(it -> it.position() <= position))
                        .hasSize((int) position);
                    return result;
                }))
            .toList();

        assertThat(all.stream().map(CompletableFuture::join)).hasSize(200);
    }

    @Test
    void aNewerSnapshotReplacesAnOlderOneOnly() {
        store.saveSnapshot(new Snapshot("stock-1", "StockItem", 100, "r1", "{\"n\":1}"));
        store.saveSnapshot(new Snapshot("stock-1", "StockItem", 50, "r1", "{\"n\":0}"));
        assertThat(other.readSnapshot("stock-1"))
            .contains(new Snapshot("stock-1", "StockItem", 100, "r1", "{\"n\":1}"));

        store.saveSnapshot(new Snapshot("stock-1", "StockItem", 200, "r2", "{\"n\":2}"));
        assertThat(other.readSnapshot("stock-1")).hasValueSatisfying(it -> assertThat(it.version()).isEqualTo(200));
    }

    @Test
    void listenersHearOfTheProcesssOwnAppends() {
        CompletableFuture<Boolean> heard = new CompletableFuture<>();
        store.onAppended(() -> heard.complete(true));

        append(Appends.to("order-1", NEW, 1));

        assertThat(heard.join()).isTrue();
    }

    @Test
    void aClosedStoreRefusesAppends() {
        closeStore(other);

        CompletableFuture<AppendResult> refused = other.append(Appends.to("order-1", NEW, 1));

        assertThatThrownBy(refused::join).hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void limitsAreRefusedByName() {
        assertThatThrownBy(() -> store.readLog(0, 0)).hasMessageContaining("eventsMax");
        assertThatThrownBy(() -> store.readLog(0, 100_001)).hasMessageContaining("eventsMax");
        assertThatThrownBy(() -> Appends.to("order-1", NEW, 0)).hasMessageContaining("1 to 10000 events");
        assertThatThrownBy(() -> new ExpectedVersion.Exactly(0)).hasMessageContaining("at least 1");
    }

    private AppendResult append(AppendRequest request) {
        return store.append(request).join();
    }

    private void assertGapless(int events) {
        Map<String, Long> versions = new HashMap<>();
        long position = 0;
        for (RecordedEvent event : store.readLog(0, 100_000)) {
            assertThat(event.position()).isEqualTo(++position);
            assertThat(event.version()).isEqualTo(versions.merge(event.streamId(), 1L, Long::sum));
        }
        assertThat(position).isEqualTo(events);
        assertThat(store.headPosition()).isEqualTo(events);
    }
}

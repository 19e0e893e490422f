package io.orderflow.campaign.child;

import io.orderflow.campaign.oracle.AppenderLine;
import io.orderflow.campaign.oracle.CommandKey;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.eventstore.postgres.ShardedEventStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses what to append: new streams, streams that every process appends to, with the version that this one believes
 * in, and a few streams that are fought over. Thread-safe.
 */
final class Plan {
    private static final int SHARED_STREAMS = 2_000;
    private static final int CONTENDED_STREAMS = 16;
    private static final int EVENTS_MAX = 20;

    private final int incarnation;
    private final ShardedEventStore store;
    private final AtomicInteger sequence = new AtomicInteger();
    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    Plan(int incarnation, ShardedEventStore store) {
        this.incarnation = incarnation;
        this.store = store;
    }

    /** An append with the events that belong to its key. */
    record Append(AppenderLine.Intent intent, List<NewEvent> events) {
        static Append of(CommandKey key, String stream, long expected, int count) {
            List<NewEvent> events = Contents.events(key, count);
            return new Append(
                    new AppenderLine.Intent(key, stream, expected, count, Contents.fingerprint(events)), events);
        }
    }

    Append next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        CommandKey key = CommandKey.of(incarnation, sequence.getAndIncrement(), Instant.now().toEpochMilli());
        int count = random.nextInt(50) == 0 ? random.nextInt(5, EVENTS_MAX + 1) : random.nextInt(1, 4);
        int kind = random.nextInt(100);
        if (kind < 40) {
            return Append.of(key, "new-" + key.incarnation() + "-" + key.sequence(), 0, count);
        }
        String stream = kind < 80
                ? "shared-" + random.nextInt(SHARED_STREAMS)
                : "contended-" + random.nextInt(CONTENDED_STREAMS);
        long expected = kind % 4 == 0 ? AppenderLine.Intent.ANY : believed(stream);
        return Append.of(key, stream, expected, count);
    }

    /** The stream is known to be at this version or beyond. */
    void learn(String stream, long version) {
        if (!stream.startsWith("new-")) {
            versions.merge(stream, version, Math::max);
        }
    }

    private long believed(String stream) {
        Long known = versions.get(stream);
        if (known == null) {
            known = store.streamVersion(stream);
            learn(stream, known);
        }
        return known;
    }
}

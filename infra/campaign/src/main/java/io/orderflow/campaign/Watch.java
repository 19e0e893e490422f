package io.orderflow.campaign;

import io.orderflow.campaign.arena.Arena;
import io.orderflow.campaign.arena.Await;
import io.orderflow.campaign.oracle.Journal;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** Shows how far the campaign is and remembers the relay's greatest lag. */
final class Watch implements AutoCloseable {
    private static final Duration SAMPLE = Duration.ofMillis(250);
    private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Arena arena;
    private final Journal journal;
    private final long total;
    private final int faults;
    private final PrintWriter out;
    private final Thread thread;
    private final long startedNanos = System.nanoTime();
    private volatile int struck;
    private volatile long maxLagEvents;
    private volatile boolean closed;

    Watch(Arena arena, Journal journal, long total, int faults, PrintWriter out) {
        this.arena = arena;
        this.journal = journal;
        this.total = total;
        this.faults = faults;
        this.out = out;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    void struck(int number) {
        struck = number;
    }

    /** Events of the log that were not in the topic yet, of all shards. */
    long maxLagEvents() {
        return maxLagEvents;
    }

    private void run() {
        long nextNanos = startedNanos + LINE_NANOS;
        while (!closed) {
            Await.sleep(SAMPLE);
            maxLagEvents = Math.max(maxLagEvents, lag());
            if (System.nanoTime() >= nextNanos) {
                nextNanos += LINE_NANOS;
                out.println(line((System.nanoTime() - startedNanos) / 1e9));
                out.flush();
            }
        }
    }

    private long lag() {
        long lag = 0;
        for (int shard = 0; shard < arena.size().shards(); shard++) {
            try {
                lag += arena.relays().reading(arena.cluster(), shard).lag();
            } catch (SQLException _) {
                return 0;
            }
        }
        return lag;
    }

    private String line(double seconds) {
        long done = journal.count(Journal.Outcome.ACKNOWLEDGED_EVENTS);
        double perSecond = done / seconds;
        String left = done < total && perSecond > 0
                ? ", " + Math.round((total - done) / perSecond) + " s left"
                : struck < faults ? ", until all faults are struck" : "";
        return String.format(Locale.ROOT, "campaign: %,d of %,d events, %,.0f/s, %d of %d faults%s", done, total,
                perSecond, struck, faults, left);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

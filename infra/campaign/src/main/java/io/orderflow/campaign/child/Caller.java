package io.orderflow.campaign.child;

import io.orderflow.campaign.oracle.AppenderLine;
import io.orderflow.campaign.oracle.CommandKey;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.CommandOutcome;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.eventstore.postgres.ShardedEventStore;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Appends one after the other, and repeats each until its outcome is known. */
final class Caller implements Runnable {
    private static final int ONE_IN_REPEATED = 25;
    private static final int RETRY_MILLIS_MAX = 150;
    private static final String STREAM_TYPE = "Campaign";

    private final ShardedEventStore store;
    private final Plan plan;
    private final Lines lines;
    private final Queue<Plan.Append> inherited;
    private final Pace pace;
    private final BooleanSupplier stopping;

    Caller(ShardedEventStore store, Plan plan, Lines lines, Queue<Plan.Append> inherited, Pace pace,
            BooleanSupplier stopping) {
        this.store = store;
        this.plan = plan;
        this.lines = lines;
        this.inherited = inherited;
        this.pace = pace;
        this.stopping = stopping;
    }

    /** Where the lines go: each in one write, so that a kill leaves whole lines only. */
    static final class Lines {
        private final PrintStream out;

        Lines(PrintStream out) {
            this.out = out;
        }

        synchronized void say(AppenderLine line) {
            byte[] bytes = (line.text() + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }

    /**
     * @param eventsPerSecond of all callers together; 0 for as many as the store takes
     */
    record Pace(int callers, int eventsPerSecond) {
        private static final double EVENTS_PER_APPEND = 2.2;

        void pause() throws InterruptedException {
            if (eventsPerSecond > 0) {
                double mean = callers * EVENTS_PER_APPEND * 1e9 / eventsPerSecond;
                Thread.sleep(Duration.ofNanos((long) (mean * 2 * ThreadLocalRandom.current().nextDouble())));
            }
        }
    }

    @Override
    public void run() {
        try {
            for (Plan.Append mine = inherited.poll(); mine != null; mine = inherited.poll()) {
                settle(mine);
            }
            while (!stopping.getAsBoolean()) {
                Plan.Append append = next();
                if (append != null && settle(append) && ThreadLocalRandom.current().nextInt(ONE_IN_REPEATED) == 0) {
                    settle(append);
                }
                pace.pause();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Plan.@Nullable Append next() throws InterruptedException {
        try {
            return plan.next();
        } catch (StoreUnavailableException _) {
            retryPause();
            return null;
        }
    }

    /** Asks until the outcome is known; true when the events are stored. */
    private boolean settle(Plan.Append append) throws InterruptedException {
        AppenderLine.Intent intent = append.intent();
        CommandKey key = intent.key();
        AppendRequest request = new AppendRequest(intent.stream(), STREAM_TYPE, expected(intent.expected()),
                append.events(), new AppendRequest.Command(key.commandId(), null, null));
        lines.say(intent);
        while (true) {
            try {
                return tell(intent, store.append(request).get());
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof StoreUnavailableException)
                        && !(failure.getCause() instanceof StoreOverloadedException)) {
                    lines.say(new AppenderLine.Defect(key, String.valueOf(failure.getCause())));
                    return false;
                }
                lines.say(new AppenderLine.Unknown(key));
                retryPause();
            }
        }
    }

    private boolean tell(AppenderLine.Intent intent, AppendResult result) throws InterruptedException {
        switch (result) {
            case AppendResult.Appended done -> {
                plan.learn(intent.stream(), done.lastVersion());
                lines.say(new AppenderLine.Ack(intent.key(), done.firstVersion(), done.lastVersion(),
                        done.firstPosition(), done.lastPosition()));
                return true;
            }
            case AppendResult.Conflict conflict -> {
                plan.learn(intent.stream(), conflict.actualVersion());
                lines.say(new AppenderLine.Conflict(intent.key(), conflict.actualVersion()));
                return false;
            }
            case AppendResult.Archived archived -> {
                lines.say(new AppenderLine.Defect(intent.key(), "archived: " + archived.streamId()));
                return false;
            }
            case AppendResult.Duplicate _ -> {
                lines.say(outcome(intent));
                return true;
            }
        }
    }

    private AppenderLine outcome(AppenderLine.Intent intent) throws InterruptedException {
        CommandKey key = intent.key();
        while (true) {
            try {
                Optional<CommandOutcome> outcome = store.findOutcome(intent.stream(), key.commandId());
                return outcome
                    .<AppenderLine>map(it -> new AppenderLine.Duplicate(key, it.lastVersion(), it.lastPosition()))
                    .orElseGet(() -> new AppenderLine.Defect(key, "called a duplicate and has no outcome"));
            } catch (StoreUnavailableException _) {
                retryPause();
            }
        }
    }

    private static ExpectedVersion expected(long version) {
        return version == AppenderLine.Intent.ANY ? new ExpectedVersion.Any() : ExpectedVersion.of(version);
    }

    private static void retryPause() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextInt(10, RETRY_MILLIS_MAX));
    }
}

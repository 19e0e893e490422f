package io.orderflow.load;

import io.orderflow.load.openloop.Answer;
import io.orderflow.load.openloop.Attempt;
import io.orderflow.load.openloop.Recorder;

/** Shows how many requests have ended; draws on few of them, so that it costs nothing. */
final class LoadProgress implements Recorder, AutoCloseable {
    private static final int DRAWN_EVERY = 256;
    private final Progress bar;
    private long ended;

    LoadProgress(ProgressFactory progress, Mixed.Plan plan) {
        this(progress.of("requests", Math.round(plan.ratePerSecond() * plan.duration().toMillis() / 1_000)));
    }

    LoadProgress(Progress bar) {
        this.bar = bar;
    }

    @Override
    public void ended(Attempt attempt, Answer answer, boolean last) {
        if (++ended % DRAWN_EVERY == 0) {
            bar.stepTo(ended);
        }
    }

    @Override
    public void close() {
        bar.stepTo(ended);
        bar.close();
    }
}

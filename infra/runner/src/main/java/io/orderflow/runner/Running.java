package io.orderflow.runner;

import org.jspecify.annotations.Nullable;

/** One run of a part, from its launch to its end. */
interface Running {
    /** Null for what runs inside the runner. */
    @Nullable
    ProcessHandle process();

    /** It can be used now. Does not wait. */
    boolean isReady();

    boolean hasEnded();

    /** Blocks until it has ended by itself or was stopped; says how. */
    String awaitEnd() throws InterruptedException;

    /** Stops it cleanly, by force if that takes too long, and returns when it has gone. */
    void stop();
}

package io.orderflow.runner;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a part.
 *
 * @param process the process it runs in; null while there is none, the runner's own for what runs inside it
 * @param inRunner it shares the runner's process
 * @param restarts since the system was started
 * @param lastProblem why it was restarted last
 */
record PartReport(String name, int port, PartState state, @Nullable ProcessIdentity process, boolean inRunner,
        int restarts, @Nullable String lastProblem) {}

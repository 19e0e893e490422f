package io.orderflow.command.backlog;

import java.time.Duration;

/** How far the work for accepted orders is behind. */
@FunctionalInterface
public interface Backlog {
    /** Age of the oldest event that somebody still has to act on; zero when there is none. Costs nothing to ask. */
    Duration age();
}

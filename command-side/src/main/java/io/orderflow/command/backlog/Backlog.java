package io.orderflow.command.backlog;

import java.time.Duration;

/** How far the work for accepted orders is behind. */
@FunctionalInterface
public interface Backlog {
    /**
     * What an order that is placed now is likely to wait until it is acted on, zero for nothing. Costs nothing to ask.
     */
    Duration delay();
}

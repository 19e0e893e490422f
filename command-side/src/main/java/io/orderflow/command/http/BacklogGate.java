package io.orderflow.command.http;

import io.orderflow.command.backlog.Backlog;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Lets a share of new orders in that falls as the work for accepted ones comes behind: all up to half of the bound,
 * none from the bound on. A share and not a switch, so that the backlog settles where as much comes in as is done.
 * Thread-safe.
 */
final class BacklogGate {
    private final Backlog backlog;
    private final double boundNanos;
    private final DoubleSupplier chance;

    /**
     * @param chance of each order: uniform, from 0 to less than 1
     */
    BacklogGate(Backlog backlog, Duration bound, DoubleSupplier chance) {
        this.backlog = backlog;
        this.boundNanos = bound.toNanos();
        this.chance = chance;
    }

    boolean refuses() {
        double refusedShare = 2 * backlog.delay().toNanos() / boundNanos - 1;
        return refusedShare > 0 && chance.getAsDouble() < refusedShare;
    }
}

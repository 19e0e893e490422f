package io.orderflow.command.aggregate;

/**
 * When a stock item's state is worth a snapshot. One holds every open reservation, so that its cost grows with them:
 * the more there are, the more events lie between two snapshots, and each event pays the same.
 */
final class StockSnapshots {
    /** Events between two snapshots of a small state. */
    static final int EVENTS_MIN = 100;

    private StockSnapshots() {}

    /** Whether a multiple of the interval was passed between the two states. */
    static boolean isDue(KnownState before, KnownState after) {
        long interval = interval(after.openReservations());
        return before.version() / interval != after.version() / interval;
    }

    /** Doubles with the reservations, so that it rarely changes; never more than these, or the least. */
    static long interval(int openReservations) {
        return (long) EVENTS_MIN * Integer.highestOneBit(Math.max(1, openReservations / EVENTS_MIN));
    }
}

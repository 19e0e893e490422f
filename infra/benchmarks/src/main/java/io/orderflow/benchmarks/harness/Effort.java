package io.orderflow.benchmarks.harness;

import java.time.Duration;

/**
 * How much work goes into a run.
 *
 * @param rounds figures taken of each side, in turn with the other sides
 * @param logEvents events in the log that is read
 * @param backlogEvents events that the relay has to catch up with
 * @param steadyLoad how long events arrive for the way to Kafka
 * @param dumpEvents events that are dumped and restored
 * @param smallLogEvents stored events from which the growth is counted
 * @param largeLogEvents stored events up to which the log grows
 * @param warmUpOrders orders that each side takes before the first figure
 * @param orders orders of one figure
 */
public record Effort(
        int rounds,
        Window window,
        int logEvents,
        int backlogEvents,
        Duration steadyLoad,
        int dumpEvents,
        long smallLogEvents,
        long largeLogEvents,
        int warmUpOrders,
        int orders) {
    public static final Effort FULL = new Effort(5, new Window(Duration.ofMillis(1_000), Duration.ofMillis(2_500)),
            100_000, 200_000, Duration.ofSeconds(5), 50_000, 100_000, 10_000_000, 3_000, 2_000);
    public static final Effort QUICK = new Effort(1, new Window(Duration.ofMillis(250), Duration.ofMillis(500)), 20_000,
            20_000, Duration.ofSeconds(2), 5_000, 10_000, 50_000, 100, 100);

    public Effort withRounds(int wanted) {
        return new Effort(wanted, window, logEvents, backlogEvents, steadyLoad, dumpEvents, smallLogEvents,
                largeLogEvents, warmUpOrders, orders);
    }
}

package io.orderflow.runner;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the ahead-of-time caches of what programs recorded, one after the other. */
final class StartCaches {
    private static final Duration EACH_MAX = Duration.ofMinutes(2);

    private StartCaches() {}

    /**
     * Blocks, at most two minutes for each. Ctrl-C gives up what is not made yet.
     *
     * @param recorded by name of the program; one that recorded nothing is passed over
     * @param progress a line for each
     */
    static void make(Map<String, AheadOfTimeCache> recorded, Consumer<String> progress) {
        var interrupted = false;
        for (var each : recorded.entrySet()) {
            if (interrupted) {
                each.getValue().dropRecorded();
            } else if (each.getValue().hasRecorded()) {
                interrupted = make(each.getKey(), each.getValue(), progress) == AheadOfTimeCache.Outcome.INTERRUPTED;
            }
        }
    }

    private static AheadOfTimeCache.Outcome make(String name, AheadOfTimeCache cache, Consumer<String> progress) {
        progress.accept("  making the start cache of " + name + " ...");
        try {
            AheadOfTimeCache.Outcome outcome = cache.assemble(EACH_MAX);
            if (outcome != AheadOfTimeCache.Outcome.MADE) {
                progress.accept("  given up; the log of the runner has the reason");
            }
            return outcome;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return AheadOfTimeCache.Outcome.INTERRUPTED;
        }
    }
}

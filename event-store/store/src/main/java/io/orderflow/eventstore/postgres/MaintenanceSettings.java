package io.orderflow.eventstore.postgres;

import java.time.Duration;
import java.util.List;

/**
 * How the store is kept small.
 *
 * @param interval pause between two rounds, 1 s to 1 day
 * @param outcomesKept how long the outcome of a command can be found at least, 1 min to 365 days
 * @param outcomeGeneration outcomes of this span share a partition and expire together, 1 s to 30 days; shorter frees
 *        space sooner and costs each command a look into more partitions
 * @param archiveAfter age of a closed stream's last event at which it is archived, from 1 s
 * @param closingTypes event types after which a stream is closed; none archives nothing
 */
public record MaintenanceSettings(
        Duration interval,
        Duration outcomesKept,
        Duration outcomeGeneration,
        Duration archiveAfter,
        List<String> closingTypes) {
    public MaintenanceSettings {
        require("interval", interval, Duration.ofSeconds(1), Duration.ofDays(1));
        require("outcomesKept", outcomesKept, Duration.ofMinutes(1), Duration.ofDays(365));
        require("outcomeGeneration", outcomeGeneration, Duration.ofSeconds(1), Duration.ofDays(30));
        require("archiveAfter", archiveAfter, Duration.ofSeconds(1), Duration.ofDays(36_500));
        closingTypes = List.copyOf(closingTypes);
    }

    boolean archives() {
        return !closingTypes.isEmpty();
    }

    private static void require(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be between " + min + " and " + max);
        }
    }
}

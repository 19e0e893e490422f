package io.orderflow.campaign;

import io.orderflow.campaign.arena.Arena;
import java.nio.file.Path;

/**
 * What a campaign is.
 *
 * @param events to acknowledge before the restore, 1,000 to 100,000,000; more when the faults take longer
 * @param seed of the schedule
 * @param folder of the run: report, logs, data
 * @param keep the data of the servers
 */
public record CampaignSettings(long events, long seed, Arena.Size size, Path folder, boolean keep) {
    static final int CALLERS = 64;

    public CampaignSettings {
        require("events", events, 1_000, 100_000_000);
        require("appenders", size.appenders(), 1, 16);
        require("relays", size.relays(), 1, 4);
        require("rate", size.eventsPerSecond(), 0, 1_000_000);
        if (size.shards() != 1 && size.shards() != 2 && size.shards() != 4) {
            throw new IllegalArgumentException("shards is " + size.shards() + "; it must be 1, 2 or 4");
        }
    }

    private static void require(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be between " + min + " and " + max);
        }
    }
}

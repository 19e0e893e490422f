package io.orderflow.campaign.fault;

import java.time.Duration;

/**
 * A fault to be struck.
 *
 * @param number from 1, in the order of the schedule
 * @param target a number from 0 that chooses the process or the shard, whichever the kind is about
 * @param duration until it is healed
 * @param atEvents acknowledged events at which it strikes, unless the fault before is still being healed
 */
public record Fault(int number, FaultKind kind, int target, Duration duration, long atEvents) {}

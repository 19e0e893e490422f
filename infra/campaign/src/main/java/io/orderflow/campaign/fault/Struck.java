package io.orderflow.campaign.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a fault.
 *
 * @param atEvents acknowledged events when it struck
 * @param lasted from the strike until it was healed
 * @param untilAppend from the healing to the first acknowledgement of an append that was begun after it
 * @param untilPublished from the healing until the relay had published something new
 * @param takeOver from the strike to the next leader's first publication; null unless the leader was the target
 */
public record Struck(
        Fault fault,
        long atEvents,
        Duration lasted,
        Duration untilAppend,
        Duration untilPublished,
        @Nullable Duration takeOver) {}

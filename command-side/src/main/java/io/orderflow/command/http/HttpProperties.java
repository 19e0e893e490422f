package io.orderflow.command.http;

import io.orderflow.http.LaneSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much work is taken over HTTP. Whatever is beyond it is answered 503 at once.
 *
 * @param receivingMax requests that are received or wait for their turn, 1 to 10,000; with the limit it bounds how many
 *        bodies of up to 64 KB are in memory
 * @param limitMin commands handled at the same time however long they take, 1 to 10,000
 * @param limitMax commands handled at the same time at most, limitMin to 10,000; beyond it the answer is 503
 * @param latencyTarget 1 ms to 1 min; the limit falls while one of ten commands takes longer, and rises again
 *        afterwards
 * @param queueMax commands that may wait for their turn, 0 to 10,000
 * @param queueTime how long each of them waits at most, 0 to 10 s
 * @param answerWithin 100 ms to 1 min; a command that has not been begun by then is given up, and one that has begun is
 *        answered with its outcome open; shorter than what the gateway waits
 * @param backlogMax age of the oldest event that the process manager or a relay at work has not yet seen at which every
 *        new order is refused, 100 ms to 1 min; from half of it on a growing share is
 */
@ConfigurationProperties("orderflow.http")
record HttpProperties(
        @DefaultValue("256") int receivingMax,
        @DefaultValue("16") int limitMin,
        @DefaultValue("256") int limitMax,
        @DefaultValue("150ms") Duration latencyTarget,
        @DefaultValue("128") int queueMax,
        @DefaultValue("80ms") Duration queueTime,
        @DefaultValue("5s") Duration answerWithin,
        @DefaultValue("2s") Duration backlogMax) {
    HttpProperties {
        requireRange("receiving-max", receivingMax, 1, 10_000);
        requireRange("answer-within in milliseconds", answerWithin.toMillis(), 100, 60_000);
        requireRange("backlog-max in milliseconds", backlogMax.toMillis(), 100, 60_000);
    }

    LaneSettings lane() {
        return new LaneSettings(limitMin, limitMax, latencyTarget, queueMax, queueTime);
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "orderflow.http." + name + " is " + value + "; it must be between " + min + " and " + max);
        }
    }
}

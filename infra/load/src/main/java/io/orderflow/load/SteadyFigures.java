package io.orderflow.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is counted while orders arrive. Safe for any number of threads. */
final class SteadyFigures {
    private static final String GAVE_UP = "given up";
    private final Latencies latencies = new Latencies();
    private final Latencies lag = new Latencies();
    private final Tally refused = new Tally();
    private final Tally cancels = new Tally();

    void placed(Reply reply, Duration latency) {
        latencies.record(latency);
        if (reply.isTransient()) {
            gaveUp();
        } else if (reply.status() != 201) {
            refused.count(reply.kind());
        }
    }

    void gaveUp() {
        refused.count(GAVE_UP);
    }

    void cancelled(String outcome) {
        cancels.count(outcome);
    }

    /** Orders that were neither acknowledged nor refused for a reason. */
    long givenUp() {
        return refused.of(GAVE_UP);
    }

    /** What a read that was made anyway says of how far reads are behind: asking for that alone would be load. */
    void read(Reply reply) {
        reply.header("Read-Lag-Ms").map(Long::parseLong).ifPresent(it -> lag.record(Duration.ofMillis(it)));
    }

    Map<String, Object> all(int arrivals, int acknowledged, Map<String, Long> statuses, Tally retries) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("arrivals", arrivals);
        all.put("acknowledged", acknowledged);
        all.put("refused", refused.byKind());
        all.put("cancels", cancels.byKind());
        all.put("statuses in the end", statuses);
        all.put("sent again after", retries.byKind());
        all.put("latency of POST /orders", latencies.summary());
        all.put("lag of reads before a cancellation", lag.summary());
        return all;
    }
}

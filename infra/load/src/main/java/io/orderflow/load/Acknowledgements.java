package io.orderflow.load;

import io.orderflow.load.openloop.Answer;
import io.orderflow.load.openloop.Attempt;
import io.orderflow.load.openloop.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orders that were answered with 201, with the moment of the answer, and how many were sent. Written by the
 * driver's thread, read when it has ended.
 */
final class Acknowledgements implements Recorder {
    private static final int CREATED = 201;
    private static final long MICROS_PER_MILLI = 1_000;
    /** Turns the driver's clock into the one that the log is written with. */
    private final long epochMicrosLessNanos = System.currentTimeMillis() * MICROS_PER_MILLI
            - System.nanoTime() / 1_000;
    private final List<Acknowledged> orders = new ArrayList<>();
    private long keys;
    private long withoutId;

    /**
     * @param atMicros of the answer, since 1970
     */
    record Acknowledged(String id, long atMicros) {}

    @Override
    public void ended(Attempt attempt, Answer answer, boolean last) {
        if (!attempt.call().kind().equals(Workload.ORDERS)) {
            return;
        }
        if (attempt.number() == 1) {
            keys++;
        }
        if (answer.status() == CREATED) {
            String id = idIn(answer.header("Location"));
            if (id == null) {
                withoutId++;
            } else {
                orders.add(new Acknowledged(id, epochMicros(answer.atNanos())));
            }
        }
    }

    static @Nullable String idIn(@Nullable String location) {
        int slash = location == null ? -1 : location.lastIndexOf('/');
        return location == null || slash + 1 >= location.length() ? null : location.substring(slash + 1);
    }

    /** The moment of {@link System#nanoTime()} on the clock of the log. */
    long epochMicros(long nanos) {
        return epochMicrosLessNanos + nanos / 1_000;
    }

    List<Acknowledged> orders() {
        return orders;
    }

    /** Different keys that were sent. */
    long keys() {
        return keys;
    }

    /** Answered with 201 and no {@code Location}. */
    long withoutId() {
        return withoutId;
    }
}

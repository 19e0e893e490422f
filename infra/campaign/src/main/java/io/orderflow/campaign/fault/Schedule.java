package io.orderflow.campaign.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same seed and the same size give the same faults. */
public final class Schedule {
    private static final long EVENTS_PER_FAULT = 20_000;
    private static final int FAULTS_MAX = 68;
    private static final int TARGETS = 1_000;

    private Schedule() {}

    /**
     * Every kind at least once, shuffled, spread over the events.
     *
     * @param lease of the relay: the leader is stopped for longer
     */
    public static List<Fault> of(long seed, long events, Duration lease) {
        Random random = new Random(seed);
        int kinds = FaultKind.values().length;
        int count = Math.clamp(events / EVENTS_PER_FAULT, kinds, FAULTS_MAX);
        List<Fault> faults = new ArrayList<>();
        List<FaultKind> round = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            if (round.isEmpty()) {
                round.addAll(List.of(FaultKind.values()));
                Collections.shuffle(round, random);
            }
            FaultKind kind = round.removeLast();
            long at = events * n / (count + 1) - random.nextLong(Math.max(1, events / (count + 1) / 2));
            faults.add(new Fault(n, kind, random.nextInt(TARGETS), duration(kind, lease, random), at));
        }
        return List.copyOf(faults);
    }

    private static Duration duration(FaultKind kind, Duration lease, Random random) {
        return switch (kind) {
            case KILL_BACKEND, END_BACKEND, FOREIGN_LONG, ERROR_IN_APPENDER, ERROR_IN_RELAY -> Duration.ZERO;
            case CORES_TAKEN -> Duration.ofMillis(3_000 + random.nextLong(2_000));
            case PAUSE_LEADER -> lease.multipliedBy(3).dividedBy(2).plusMillis(random.nextLong(lease.toMillis()));
            case KILL_APPENDER, KILL_LEADER, KILL_STANDBY, KILL_BROKER, KILL_POSTGRES ->
                Duration.ofMillis(random.nextLong(600));
            case CUT_APPENDERS, CUT_RELAYS, CUT_KAFKA, DELAY_APPENDERS, DELAY_RELAYS, DELAY_KAFKA, FOREIGN_WRITER,
                    FOREIGN_READER ->
                Duration.ofMillis(200 + random.nextLong(1_300));
        };
    }
}

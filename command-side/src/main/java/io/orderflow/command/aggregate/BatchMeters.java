package io.orderflow.command.aggregate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderflow.contract.StreamName;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of commands and appends, the same as for commands that come one at a time. */
final class BatchMeters {
    private record Key(String command, String outcome) {}

    private final MeterRegistry meters;
    private final Map<Key, Timer> commands = new ConcurrentHashMap<>();
    private final Map<StreamName.Kind, Timer> appends = new EnumMap<>(StreamName.Kind.class);
    private final Map<StreamName.Kind, Counter> conflicts = new EnumMap<>(StreamName.Kind.class);

    BatchMeters(MeterRegistry meters) {
        this.meters = meters;
        for (StreamName.Kind kind : StreamName.Kind.values()) {
            appends.put(kind,
                    Meters.timer(meters, MeterName.APPEND_DURATION, "aggregate_type", kind.aggregateType()));
            conflicts.put(kind,
                    Meters.counter(meters, MeterName.APPEND_CONFLICTS, "aggregate_type", kind.aggregateType()));
        }
    }

    void command(OpenCommand command, String outcome) {
        commands.computeIfAbsent(new Key(command.command().type(), outcome), key -> Meters.timer(meters,
                MeterName.COMMAND_DURATION, "command", key.command(), "outcome", key.outcome()))
            .record(Duration.ofNanos(command.nanos()));
    }

    void append(StreamName stream, long sinceNanos) {
        Objects.requireNonNull(appends.get(stream.kind())).record(Duration.ofNanos(System.nanoTime() - sinceNanos));
    }

    void conflict(StreamName stream) {
        Objects.requireNonNull(conflicts.get(stream.kind())).increment();
    }
}

package io.orderflow.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Registers our meters in one form: descriptions from {@link MeterName}, histogram bounds from the goals for freshness.
 */
public final class Meters {
    private static final Duration[] BOUNDS = {Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60)};

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Meters() {}

    /**
     * A timer with a histogram.
     *
     * @param tags keys and values in turn
     */
    public static Timer timer(MeterRegistry registry, MeterName name, String... tags) {
        return Timer.builder(name.meterName())
            .description(name.description())
            .serviceLevelObjectives(BOUNDS)
            .tags(tags)
            .register(registry);
    }

    public static Counter counter(MeterRegistry registry, MeterName name, String... tags) {
        return Counter.builder(name.meterName()).description(name.description()).tags(tags).register(registry);
    }

    /**
     * A gauge that is held strongly for as long as the registry lives.
     *
     * @param unit base unit such as {@code seconds}; empty for none
     */
    public static Gauge gauge(MeterRegistry registry, MeterName name, String unit, Supplier<Number> value,
            String... tags) {
        return Gauge.builder(name.meterName(), value)
            .description(name.description())
            .baseUnit(unit.isEmpty() ? null : unit)
            .tags(tags)
            .strongReference(true)
            .register(registry);
    }

    /**
     * The lag between two readings of clocks: never negative, and counted where it would have been; never more than a
     * timer holds.
     */
    public static Duration clampedLag(MeterRegistry registry, Duration lag) {
        if (lag.isNegative()) {
            counter(registry, MeterName.NEGATIVE_LAG).increment();
            return Duration.ZERO;
        }
        return lag.compareTo(LONGEST) < 0 ? lag : LONGEST;
    }
}

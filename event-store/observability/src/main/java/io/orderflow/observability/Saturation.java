package io.orderflow.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.DoubleSupplier;

/** The saturation index: one gauge {@code resource_saturation_ratio} with a tag for each bounded resource. */
public final class Saturation {
    private Saturation() {}

    /**
     * @param resource from a closed set, such as {@code db_pool} or {@code append_queue}
     * @param used 0 (idle) to 1 (full); values outside are clamped, NaN counts as 0
     */
    public static void register(MeterRegistry registry, String resource, DoubleSupplier used) {
        Gauge.builder(MeterName.SATURATION.meterName(), () -> clamp(used.getAsDouble()))
            .description(MeterName.SATURATION.description())
            .baseUnit("ratio")
            .tag("resource", resource)
            .strongReference(true)
            .register(registry);
    }

    private static double clamp(double ratio) {
        return Double.isNaN(ratio) ? 0 : Math.clamp(ratio, 0, 1);
    }
}

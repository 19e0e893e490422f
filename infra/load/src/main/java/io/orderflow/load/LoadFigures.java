package io.orderflow.load;

import io.orderflow.load.openloop.KindFigures;
import io.orderflow.load.openloop.Percentiles;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Puts what was measured into the order in which it is printed. */
final class LoadFigures {
    private static final long BYTES_PER_MEGABYTE = 1_048_576;
    private final Map<String, Object> all = new LinkedHashMap<>();

    /** One kind of request; read by programs as numbers, by people as a line. */
    record Kind(long requests, Percentiles latency, Map<String, Long> statusClasses, Map<String, Long> failures) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-7d %s  %s%s", requests, latency, statusClasses,
                    failures.isEmpty() ? "" : " " + failures);
        }

        static Kind of(KindFigures figures) {
            return new Kind(figures.requests(), figures.latency(), figures.statusClasses(), figures.failures());
        }
    }

    LoadFigures put(String name, Object value) {
        all.put(name, value);
        return this;
    }

    /** All that a window tells, under names that begin with the prefix. */
    LoadFigures window(String prefix, Window window) {
        put(prefix + "requests a second", rounded(window.ratePerSecond()));
        window.figures().byKind().forEach((kind, it) -> put(prefix + kind, Kind.of(it)));
        put(prefix + "CPU a request, ms", window.cpuMillisPerRequest());
        put(prefix + "CPU a request of the driver itself, ms", window.driverMillisPerRequest());
        put(prefix + "driver late by", window.figures().lateness());
        return put(prefix + "machine busy, everyone included", LoadChecks.percent(window.machineBusy()));
    }

    LoadFigures memory(String name, Map<String, Long> bytes) {
        Map<String, Long> megabytes = new LinkedHashMap<>();
        bytes.forEach((process, it) -> megabytes.put(process, it / BYTES_PER_MEGABYTE));
        megabytes.put("all", bytes.values().stream().mapToLong(Long::longValue).sum() / BYTES_PER_MEGABYTE);
        return put(name, megabytes);
    }

    static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    Map<String, Object> all() {
        return all;
    }
}

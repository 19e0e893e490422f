package io.orderflow.runner;

import io.orderflow.runner.PrometheusText.Sample;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far something is behind the log, as its process says.
 *
 * @param of {@code relay}, {@code fulfilment} or a projection
 * @param events not yet handled, of all partitions together
 * @param seconds since the oldest of them was recorded
 */
record Lag(String of, long events, double seconds) {
    static List<Lag> of(SystemReport system) {
        var lags = new ArrayList<Lag>();
        String commandSide = metrics(system, Service.COMMAND_SIDE);
        lags.addAll(read(commandSide, "relay", ""));
        lags.addAll(fulfilment(commandSide));
        lags.addAll(read(metrics(system, Service.PROJECTIONS), "projection", "projection"));
        return lags;
    }

    static List<Lag> read(String metrics, String prefix, String label) {
        Map<String, Long> events = new TreeMap<>();
        Map<String, Double> seconds = new TreeMap<>();
        for (Sample sample : PrometheusText.samples(metrics, prefix + "_lag_events")) {
            events.merge(name(sample, prefix, label), (long) sample.value(), Long::sum);
        }
        for (Sample sample : PrometheusText.samples(metrics, prefix + "_lag_time_seconds")) {
            seconds.merge(name(sample, prefix, label), sample.value(), Math::max);
        }
        return events.entrySet()
            .stream()
            .map(it -> new Lag(it.getKey(), it.getValue(), seconds.getOrDefault(it.getKey(), 0.0)))
            .toList();
    }

    static List<Lag> fulfilment(String metrics) {
        double seconds = PrometheusText.samples(metrics, "backlog_age_seconds")
            .stream()
            .filter(it -> "fulfilment".equals(it.label("part")))
            .mapToDouble(Sample::value)
            .max()
            .orElse(0);
        return PrometheusText.samples(metrics, "fulfilment_lag_events")
            .stream()
            .map(it -> new Lag("fulfilment", (long) it.value(), seconds))
            .toList();
    }

    private static String name(Sample sample, String prefix, String label) {
        return label.isEmpty() ? prefix : sample.label(label);
    }

    private static String metrics(SystemReport system, Service service) {
        return system.processes()
            .stream()
            .filter(part -> part.name().equals(service.name()))
            .findFirst()
            .flatMap(part -> Http.get(URI.create("http://127.0.0.1:" + part.port() + "/actuator/prometheus")))
            .filter(it -> it.statusCode() == 200)
            .map(HttpResponse::body)
            .orElse("");
    }
}

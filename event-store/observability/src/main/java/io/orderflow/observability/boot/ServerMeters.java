package io.orderflow.observability.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code http.server.requests} with the tags that Spring Boot gives it. Each combination is looked up once; none of
 * them comes from a client: a method that HTTP does not know is {@code _OTHER}, a path without a route has no tag.
 */
final class ServerMeters {
    private static final String NAME = "http.server.requests";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH",
            "TRACE", "CONNECT", "QUERY");

    private record Series(String method, int status, @Nullable String route, @Nullable Class<?> failure) {}

    private final MeterRegistry meters;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    ServerMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * @param route with the names of its parameters, not their values; null when no handler was found
     * @param failure what the handling threw and nobody answered
     */
    void record(String method, @Nullable String route, int status, @Nullable Throwable failure, long nanos) {
        var series = new Series(METHODS.contains(method) ? method : "_OTHER", status, route,
                failure == null ? null : failure.getClass());
        timers.computeIfAbsent(series, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Series series) {
        String exception = series.failure == null ? "none" : series.failure.getSimpleName();
        return Timer.builder(NAME)
            .tag("error", exception)
            .tag("exception", exception)
            .tag("method", series.method)
            .tag("outcome", outcome(series.status))
            .tag("status", Integer.toString(series.status))
            .tag("uri", uri(series))
            .register(meters);
    }

    private static String uri(Series series) {
        if (series.route != null) {
            return series.route.isEmpty() ? "root" : series.route;
        }
        if (series.status == 404) {
            return "NOT_FOUND";
        }
        return series.status / 100 == 3 ? "REDIRECTION" : "UNKNOWN";
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
    }
}

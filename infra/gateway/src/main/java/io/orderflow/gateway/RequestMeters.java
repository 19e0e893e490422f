package io.orderflow.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Timers of requests and of their exchange with an application, with the names and labels of Spring's. Each label is
 * from a closed set, so there is a bounded number of timers.
 */
final class RequestMeters {
    private static final Duration[] BOUNDS = {Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5)};
    private static final String NONE = "none";
    private static final int STATUS_MIN = 100;
    private static final int STATUS_MAX = 599;

    private final MeterRegistry meters;
    private final Map<Served, Timer> served = new ConcurrentHashMap<>();
    private final Map<Exchanged, Timer> exchanged = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    private record Served(String method, String pattern, int status, boolean callerLeft) {}

    private record Exchanged(String method, Application application, int status) {}

    void served(Passage passage, int status, boolean callerLeft) {
        var labels = new Served(MethodName.of(passage.request().method().name()), passage.pattern(), known(status),
                callerLeft);
        served.computeIfAbsent(labels, this::timer).record(passage.elapsedNanos(), TimeUnit.NANOSECONDS);
    }

    /** @param status 0 when there was no answer */
    void exchanged(Passage passage, Application application, int status, long nanos) {
        var labels = new Exchanged(MethodName.of(passage.request().method().name()), application, known(status));
        exchanged.computeIfAbsent(labels, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Served labels) {
        String error = labels.callerLeft ? "ClientDisconnected" : NONE;
        return Timer.builder("http.server.requests")
            .description("Requests, from their head to the end of their answer")
            .serviceLevelObjectives(BOUNDS)
            .tags(Tags.of("method", labels.method, "uri", labels.pattern, "status", status(labels.status), "outcome",
                    outcome(labels.status), "error", error, "exception", error))
            .register(meters);
    }

    private Timer timer(Exchanged labels) {
        return Timer.builder("http.client.requests")
            .description("Exchanges with an application, up to the head of its answer")
            .tags(Tags.of("method", labels.method, "application", labels.application.label(), "status",
                    labels.status == 0 ? "CLIENT_ERROR" : status(labels.status), "outcome", outcome(labels.status),
                    "error", labels.status == 0 ? "NoAnswer" : NONE))
            .register(meters);
    }

    private static int known(int status) {
        return status >= STATUS_MIN && status <= STATUS_MAX ? status : 0;
    }

    private static String status(int status) {
        return status == 0 ? "UNKNOWN" : Integer.toString(status);
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

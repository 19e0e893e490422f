package io.orderflow.observability.tracing;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a process records of its traces and where it sends them. The caller of a request is always followed: these
 * settings are for requests whose caller says nothing.
 *
 * @param serviceName such as {@code orderflow-gateway}
 * @param serviceVersion of the build
 * @param endpoint OTLP over HTTP, such as {@code http://collector:4318/v1/traces}; null when nothing is exported
 * @param ratio share of the traces that is kept, 0 to 1, before {@code tracesPerSecondMax} is applied
 * @param tracesPerSecondMax traces kept a second on average, 1 to 100,000; 0 for no limit
 * @param queueSpansMax spans that wait for their export, 512 to 1,000,000; more are dropped and counted
 * @param scheduleDelay the longest wait for a batch to fill, 10 ms to 1 min
 */
public record TracingSettings(String serviceName, String serviceVersion, @Nullable String endpoint, double ratio,
        int tracesPerSecondMax, int queueSpansMax, Duration scheduleDelay) {
    /** Environment variable with the endpoint. */
    public static final String ENDPOINT = "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT";
    /** Environment variable with the ratio. */
    public static final String RATIO = "MANAGEMENT_TRACING_SAMPLING_PROBABILITY";
    public static final double RATIO_DEFAULT = 1;
    public static final int TRACES_PER_SECOND_MAX_DEFAULT = 10;
    public static final int QUEUE_SPANS_MAX_DEFAULT = 16_384;
    public static final Duration SCHEDULE_DELAY_DEFAULT = Duration.ofSeconds(1);

    private static final String TRACES_PER_SECOND_MAX = "ORDERFLOW_TRACING_TRACESPERSECONDMAX";
    private static final String QUEUE_SPANS_MAX = "ORDERFLOW_TRACING_QUEUESPANSMAX";
    private static final String SCHEDULE_DELAY = "ORDERFLOW_TRACING_SCHEDULEDELAY";
    private static final int TRACES_PER_SECOND_LIMIT = 100_000;
    private static final int QUEUE_SPANS_LEAST = 512;
    private static final int QUEUE_SPANS_LIMIT = 1_000_000;
    private static final Duration DELAY_LEAST = Duration.ofMillis(10);
    private static final Duration DELAY_LIMIT = Duration.ofMinutes(1);

    public TracingSettings {
        require(!serviceName.isBlank(), "serviceName is empty: name the service, such as orderflow-gateway");
        require(endpoint == null || endpoint.startsWith("http://") || endpoint.startsWith("https://"),
                "endpoint is " + endpoint + ": give a URL such as http://collector:4318/v1/traces, or none");
        require(ratio >= 0 && ratio <= 1, "ratio is " + ratio + ": give 0 to 1");
        require(tracesPerSecondMax >= 0 && tracesPerSecondMax <= TRACES_PER_SECOND_LIMIT,
                "tracesPerSecondMax is " + tracesPerSecondMax + ": give 1 to 100000, or 0 for no limit");
        require(queueSpansMax >= QUEUE_SPANS_LEAST && queueSpansMax <= QUEUE_SPANS_LIMIT,
                "queueSpansMax is " + queueSpansMax + ": give 512 to 1000000");
        require(scheduleDelay.compareTo(DELAY_LEAST) >= 0 && scheduleDelay.compareTo(DELAY_LIMIT) <= 0,
                "scheduleDelay is " + scheduleDelay + ": give 10 ms to 1 min");
    }

    /**
     * Reads the environment variables that every application knows; what is not set has its default.
     *
     * @throws IllegalArgumentException for a value that cannot be read or is out of its range; names the variable
     */
    public static TracingSettings fromEnvironment(String serviceName, String serviceVersion,
            Map<String, String> environment) {
        String endpoint = environment.get(ENDPOINT);
        return new TracingSettings(serviceName, serviceVersion,
                endpoint == null || endpoint.isBlank() ? null : endpoint,
                read(environment, RATIO, Double::valueOf, RATIO_DEFAULT),
                read(environment, TRACES_PER_SECOND_MAX, Integer::valueOf, TRACES_PER_SECOND_MAX_DEFAULT),
                read(environment, QUEUE_SPANS_MAX, Integer::valueOf, QUEUE_SPANS_MAX_DEFAULT),
                read(environment, SCHEDULE_DELAY, TracingSettings::duration, SCHEDULE_DELAY_DEFAULT));
    }

    private static <T> T read(Map<String, String> environment, String name, Function<String, T> parse, T whenNotSet) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            return whenNotSet;
        }
        try {
            return parse.apply(text.strip());
        } catch (IllegalArgumentException | java.time.format.DateTimeParseException unreadable) {
            throw new IllegalArgumentException(name + " is \"" + text + "\", which cannot be read", unreadable);
        }
    }

    /** As Spring reads it: {@code 500ms}, {@code 1s} or {@code PT1S}; a number alone is milliseconds. */
    private static Duration duration(String text) {
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        if (text.chars().allMatch(Character::isDigit)) {
            return Duration.ofMillis(Long.parseLong(text));
        }
        return Duration.parse(text.startsWith("P") ? text : "PT" + text);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("tracing: " + otherwise);
        }
    }
}

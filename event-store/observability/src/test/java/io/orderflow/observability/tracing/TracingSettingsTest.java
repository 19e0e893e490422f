package io.orderflow.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingSettingsTest {
    @Test
    void whatIsNotSetHasItsDefault() {
        assertThat(of(Map.of())).isEqualTo(new TracingSettings("test", "1", null, TracingSettings.RATIO_DEFAULT,
                TracingSettings.TRACES_PER_SECOND_MAX_DEFAULT, TracingSettings.QUEUE_SPANS_MAX_DEFAULT,
                TracingSettings.SCHEDULE_DELAY_DEFAULT));
    }

    @Test
    void theEnvironmentSetsEach() {
        assertThat(of(Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "http://there/v1/traces",
                "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0.25",
                "ORDERFLOW_TRACING_TRACESPERSECONDMAX", "0",
                "ORDERFLOW_TRACING_QUEUESPANSMAX", "600",
                "ORDERFLOW_TRACING_SCHEDULEDELAY", "250ms")))
            .isEqualTo(new TracingSettings("test", "1", "http://there/v1/traces", 0.25, 0, 600,
                    Duration.ofMillis(250)));
        assertThat(of(Map.of("ORDERFLOW_TRACING_SCHEDULEDELAY", "2s")).scheduleDelay())
            .isEqualTo(Duration.ofSeconds(2));
        assertThat(of(Map.of("ORDERFLOW_TRACING_SCHEDULEDELAY", "PT3S")).scheduleDelay())
            .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aWrongValueIsRefusedByName() {
        refused(Map.of("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.5"), "ratio is 1.5");
        refused(Map.of("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "NaN"), "ratio is NaN");
        refused(Map.of("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "much"), "MANAGEMENT_TRACING_SAMPLING_PROBABILITY");
        refused(Map.of("ORDERFLOW_TRACING_TRACESPERSECONDMAX", "-1"), "tracesPerSecondMax is -1");
        refused(Map.of("ORDERFLOW_TRACING_QUEUESPANSMAX", "10"), "queueSpansMax is 10");
        refused(Map.of("ORDERFLOW_TRACING_SCHEDULEDELAY", "2m"), "scheduleDelay is PT2M");
        refused(Map.of("ORDERFLOW_TRACING_SCHEDULEDELAY", "soon"), "ORDERFLOW_TRACING_SCHEDULEDELAY");
        refused(Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "collector"), "endpoint is collector");
    }

    private static void refused(Map<String, String> environment, String reason) {
        assertThatThrownBy(() -> of(environment)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(reason);
    }

    private static TracingSettings of(Map<String, String> environment) {
        return TracingSettings.fromEnvironment("test", "1", environment);
    }
}

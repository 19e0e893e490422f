package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InheritedEnvironmentTest {
    @ParameterizedTest
    @ValueSource(strings = {"MANAGEMENT_SERVER_PORT", "SERVER_SERVLET_CONTEXT_PATH", "SPRING_PROFILES_ACTIVE",
            "spring.application.json", "server_port", "LOGGING_LEVEL_ROOT", "JAVA_TOOL_OPTIONS", "DEBUG"})
    void aSettingOfAnotherProgramIsNotPassedOn(String name) {
        assertThat(reduced(name, "9999")).doesNotContainKey(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDERFLOW_FULFILMENT_ENABLED", "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "PATH", "HOME"})
    void theRestIs(String name) {
        assertThat(reduced(name, "x")).containsEntry(name, "x");
    }

    @Test
    void theTimeZoneIsOneThatTheDatabaseKnows() {
        assertThat(reduced("TZ", "IST")).containsEntry("TZ", "UTC");
    }

    private static Map<String, String> reduced(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(name, value));
        InheritedEnvironment.reduce(environment);
        return environment;
    }
}

package io.orderflow.paymentprovider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void anEmptyEnvironmentGivesTheDefaults() {
        assertThat(Settings.fromEnvironment(Map.of("PORT", "")))
            .isEqualTo(new Settings("127.0.0.1", 8084, 50_000, 8_192, Behaviour.NORMAL));
    }

    @Test
    void everySettingIsTakenFromItsVariable() {
        var environment = Map.of("ADDRESS", "::1", "PORT", "0", "RECORDS_MAX", "7", "BODY_BYTES_MAX", "64",
                "DECLINE_RATE", "0.2", "FAIL_RATE", "1", "LATENCY_MILLIS", "60000");

        assertThat(Settings.fromEnvironment(environment))
            .isEqualTo(new Settings("::1", 0, 7, 64, new Behaviour(0.2, 60_000, 1, false)));
    }

    @ParameterizedTest
    @CsvSource({"PORT,65536", "PORT,-1", "PORT,http", "RECORDS_MAX,0", "RECORDS_MAX,1000001", "BODY_BYTES_MAX,63",
            "DECLINE_RATE,1.01", "DECLINE_RATE,NaN", "FAIL_RATE,often", "LATENCY_MILLIS,60001"})
    void aWrongValueIsRefusedByASentenceThatNamesIt(String name, String value) {
        assertThatThrownBy(() -> Settings.fromEnvironment(Map.of(name, value)))
            .isInstanceOf(InvalidSettingException.class)
            .hasMessageStartingWith("The environment variable " + name + " is '" + value + "' and must be a ")
            .hasMessageEndingWith(".");
    }
}

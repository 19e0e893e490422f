package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void everythingHasADefault() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.answerTimeout()).isEqualTo(Duration.ofSeconds(50));
        assertThat(settings.bodyBytesMax()).isEqualTo(1_048_576);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ORDERFLOW_GATEWAY_BODY          | 17MB  | a size such as 64KB or 1MB, from 1024B to 16777216B.
            ORDERFLOW_GATEWAY_BODY          | much  | a size such as 64KB or 1MB, from 1024B to 16777216B.
            ORDERFLOW_GATEWAY_REQUESTSMAX   | 0     | a number from 1 to 100000.
            ORDERFLOW_GATEWAY_CONNECTTIMEOUT| 31s   | a duration such as 500ms or 2s, from 0.01s to 30s.
            ORDERFLOW_GATEWAY_ANSWERTIMEOUT | 6m    | a duration such as 500ms or 2s, from 0.01s to 5m.
            SERVER_PORT                     | 65536 | a number from 0 to 65535.
            """)
    void aWrongValueIsNamedWithWhatItMustBe(String name, String value, String expected) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
            .hasMessage(name + " is '" + value + "' and must be " + expected);
    }

    @Test
    void whoWaitsForAnAnswerIsNotIdle() {
        assertThatThrownBy(() -> Settings.of(Map.of("ORDERFLOW_GATEWAY_IDLETIMEOUT", "50s")))
            .hasMessageContaining("ORDERFLOW_GATEWAY_IDLETIMEOUT must be longer than ORDERFLOW_GATEWAY_ANSWERTIMEOUT");
    }

    @Test
    void theLimitBeginsBetweenItsBounds() {
        assertThatThrownBy(() -> Settings.of(Map.of("ORDERFLOW_GATEWAY_LIMITMAX", "100")))
            .hasMessage("ORDERFLOW_GATEWAY_LIMITINITIAL is 256 and must be from ORDERFLOW_GATEWAY_LIMITMIN, 128, to "
                    + "ORDERFLOW_GATEWAY_LIMITMAX, 100.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-side:8081", "ftp://host", "http://host/path", "http://host?x=1", "http:host",
            "host", "http://a b"})
    void anAddressMustBeABase(String url) {
        assertThatThrownBy(() -> Settings.of(Map.of("ORDERFLOW_COMMAND_URL", url)))
            .hasMessage("ORDERFLOW_COMMAND_URL is '" + url + "' and must be like http://host:port.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://command-side:8081", "https://host/", "http://[::1]:8081"})
    void aBaseIsTaken(String url) {
        assertThatNoException().isThrownBy(() -> Settings.of(Map.of("ORDERFLOW_COMMAND_URL", url)));
    }
}

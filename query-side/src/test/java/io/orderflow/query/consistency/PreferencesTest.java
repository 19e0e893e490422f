package io.orderflow.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PreferencesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"wait=5|5|false", "wait=30, handling=lenient|30|true",
            "wait=999999999|30|false", "handling=strict|0|false", "foo; wait=3|0|false"})
    void aWaitHasAGreatestLength(String line, int patience, boolean lenient) {
        var request = new MockHttpServletRequest();
        request.addHeader("Prefer", line);

        Preferences preferences = Preferences.of(request);

        assertThat(preferences).isEqualTo(new Preferences(Duration.ofSeconds(patience), lenient));
    }

    @Test
    void nothingIsPreferredWithoutTheHeader() {
        assertThat(Preferences.of(new MockHttpServletRequest())).isEqualTo(new Preferences(Duration.ZERO, false));
    }
}

package io.orderflow.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PreferencesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"wait=5|5|5|false", "wait=30, handling=lenient|30|29|true",
            "wait=999999999|30|29|false", "handling=strict|0|0|false", "foo; wait=3|0|0|false"})
    void aReadIsHeldForLessThanTheGreatestWait(String line, int patience, int held, boolean lenient) {
        var request = new MockHttpServletRequest();
        request.addHeader("Prefer", line);

        Preferences preferences = Preferences.of(request);

        assertThat(preferences).isEqualTo(new Preferences(Duration.ofSeconds(patience), lenient));
        assertThat(preferences.held()).isEqualTo(Duration.ofSeconds(held));
    }

    @Test
    void nothingIsPreferredWithoutTheHeader() {
        assertThat(Preferences.of(new MockHttpServletRequest())).isEqualTo(new Preferences(Duration.ZERO, false));
    }
}

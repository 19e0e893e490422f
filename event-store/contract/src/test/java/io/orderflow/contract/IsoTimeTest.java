package io.orderflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T12:00:00Z", "2026-11-21T12:00:00.1Z", "2026-11-21T12:00:00.Z",
            "2026-11-21T12:00:00.123456Z",
            "2026-11-21T12:00:00.123456789Z", "2024-02-29T23:59:59.999999999Z", "1969-12-31T23:59:59.5Z",
            "0000-01-01T00:00:00Z", "2026-12-31T24:00:00Z", "2016-12-31T23:59:60Z", "+12026-11-21T12:00:00Z",
            "-0001-11-21T12:00:00Z", "2026-11-21t12:00:00z", "2026-11-21T12:00:00+01:00"})
    void isReadAsTheLibraryReadsIt(String text) {
        assertThat(IsoTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Z", "2026-11-21", "2026-02-29T12:00:00Z", "2026-13-01T12:00:00Z",
            "2026-00-01T12:00:00Z", "2026-11-31T12:00:00Z", "2026-11-21T25:00:00Z", "2026-11-21T12:60:00Z",
            "2026-11-21T12:00:00.1234567890Z", "2026-11-21T12:00:00.12x4Z",
            "2026-11-21 12:00:00Z", "2026-11-21T12:00:00", "2026-11-21T12:00:0\u0661Z"})
    void whatIsNoInstantIsRefused(String text) {
        assertThatThrownBy(() -> IsoTime.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void everyDayOfManyYearsIsTheLibrarys() {
        for (Instant day = Instant.parse("1890-01-01T01:02:03.004Z"); day
            .isBefore(Instant.parse("2110-01-01T00:00:00Z")); day = day.plusSeconds(86_400 * 3 + 7)) {
            assertThat(IsoTime.parse(day.toString())).isEqualTo(day);
        }
    }
}

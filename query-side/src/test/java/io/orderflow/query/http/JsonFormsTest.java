package io.orderflow.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormsTest {
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "2026-11-21T10:00:00Z",
            "2026-11-21T10:00:00.100Z", "2026-11-21T10:00:00.000001Z", "2024-02-29T09:08:07.006050Z",
            "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z"})
    void aTimeIsWrittenAsInstantWritesIt(String text) {
        assertThat(JsonForms.time(micros(Instant.parse(text)))).isEqualTo(text);
    }

    @Test
    void soIsEveryOther() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong(micros(Instant.parse("0001-01-01T00:00:00Z")),
                    micros(Instant.parse("9999-12-31T23:59:59Z")));
            assertThat(JsonForms.time(micros)).isEqualTo(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}

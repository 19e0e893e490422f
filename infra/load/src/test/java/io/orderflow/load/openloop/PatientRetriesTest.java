package io.orderflow.load.openloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientRetriesTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private final PatientRetries retries = new PatientRetries(3, FIRST, 1);
    private final Attempt first = Attempt.first(Call.get("read", "/"), 0);

    private static Answer answer(int status, String retryAfter) {
        return new Answer(status, new DefaultHttpHeaders().add("Retry-After", retryAfter), null, 0);
    }

    @ParameterizedTest
    @CsvSource({"0,100,150", "2,2000,3000", "9999,30000,45000", "soon,100,150"})
    void thePauseIsAtLeastWhatIsAskedAndSpreads(String retryAfter, long millisMin, long millisMax) {
        for (int draw = 0; draw < 100; draw++) {
            assertThat(retries.pauseNanos(first, answer(503, retryAfter))).isBetween(millisMin * 1_000_000,
                    millisMax * 1_000_000);
        }
    }

    @Test
    void thePauseDoubles() {
        assertThat(retries.pauseNanos(first.again(0), answer(503, "0"))).isBetween(200_000_000L, 300_000_000L);
    }

    @Test
    void attemptsAreBounded() {
        assertThat(retries.pauseNanos(first.again(0).again(0), answer(503, "0"))).isEqualTo(RetryPolicy.NO_MORE);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 404, 422})
    void whatCannotChangeIsNotSentAgain(int status) {
        assertThat(retries.pauseNanos(first, answer(status, "0"))).isEqualTo(RetryPolicy.NO_MORE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 409, 429, 500, 502, 503, 504})
    void whatMayPassIsSentAgain(int status) {
        assertThat(retries.pauseNanos(first, answer(status, "0"))).isPositive();
    }
}

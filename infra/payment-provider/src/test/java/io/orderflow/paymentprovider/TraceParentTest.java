package io.orderflow.paymentprovider;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(strings = {"00-" + TRACE + "-00f067aa0ba902b7-01", "00-" + TRACE + "-00f067aa0ba902b7-03",
            "cc-" + TRACE + "-00f067aa0ba902b7-00-what-comes-later"})
    void aTraceIsContinuedWhateverItsFlagsAndVersion(String header) {
        assertThat(TraceParent.of(header)).isEqualTo(new TraceParent(TRACE, "00f067aa0ba902b7"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "00-" + TRACE, "ff-" + TRACE + "-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-" + TRACE + "-0000000000000000-01"})
    void withoutAValidParentATraceBegins(@Nullable String header) {
        assertThat(TraceParent.of(header).traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }

    @Test
    void twoNewTracesDiffer() {
        assertThat(TraceParent.of(null)).isNotEqualTo(TraceParent.of(null));
    }
}

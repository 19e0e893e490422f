package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderNamesTest {
    @ParameterizedTest
    @CsvSource({"location, Location", "etag, ETag", "consistency-token, Consistency-Token", "Read-Lag-Ms, Read-Lag-Ms",
            "x-content-type-options, X-Content-Type-Options", "-, -"})
    void aNameIsWrittenAsTheStandardsWriteIt(String received, String written) {
        assertThat(HeaderNames.written(received)).isEqualTo(written);
    }
}

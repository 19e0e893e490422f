package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class PropertiesTest {
    @Test
    void aLimitOutsideItsRangeStopsTheStartByASentence() {
        assertThatThrownBy(() -> new GatewayProperties(Duration.ofSeconds(2), Duration.ofSeconds(30),
                Duration.ofSeconds(60), DataSize.ofMegabytes(17), 1_000, Duration.ofSeconds(1)))
            .hasMessage("orderflow.gateway.body is 17825792B and must be from 1024B to 16777216B.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-side:8081", "ftp://host", "http://host/path", "http://host?x=1", "http:host",
            "host"})
    void anAddressMustBeABase(String url) {
        assertThatThrownBy(() -> new UpstreamProperties.Upstream(URI.create(url)))
            .hasMessage("The address of an application is '" + url + "' and must be like http://host:port.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://command-side:8081", "https://host/", "http://[::1]:8081"})
    void aBaseIsTaken(String url) {
        assertThatNoException().isThrownBy(() -> new UpstreamProperties.Upstream(URI.create(url)));
    }
}

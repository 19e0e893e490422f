package io.orderflow.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProjectionsPropertiesTest {
    @Test
    void everySettingHasADefault() {
        ProjectionsProperties properties = bind(Map.of());

        assertThat(properties.pollRecordsMax()).isEqualTo(500);
        assertThat(properties.backoffMax()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aValueOutOfRangeIsRefusedInASentence() {
        assertThatThrownBy(() -> bind(Map.of("orderflow.projections.poll-records-max", "0")))
            .isInstanceOf(BindException.class)
            .hasRootCauseMessage("orderflow.projections.poll-records-max must be between 1 and 10000, but is 0");
    }

    @Test
    void theLongestPauseIsNotShorterThanTheFirst() {
        assertThatThrownBy(() -> bind(Map.of("orderflow.projections.backoff-max", "50ms")))
            .hasRootCauseMessage("orderflow.projections.backoff-max must be between PT0.1S and PT1M, but is PT0.05S");
    }

    @Test
    void aBrokerWithoutAPortIsRefused() {
        assertThatThrownBy(() -> new KafkaProperties("kafka"))
            .hasMessageStartingWith("orderflow.kafka.bootstrap-servers must list servers as host:port");
    }

    private static ProjectionsProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
            .bindOrCreate("orderflow.projections", ProjectionsProperties.class);
    }
}

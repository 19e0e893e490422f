package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LiveSystemExtension.class)
class MetricsIT {
    private static final int SERIES_MAX = 5_000;
    private final LiveSystem system;

    MetricsIT(LiveSystem system) {
        this.system = system;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "command-side, command_duration_seconds_count eventstore_append_seconds_count relay_lag_events relay_lag_time_seconds relay_publish_delay_seconds_bucket resource_saturation_ratio",
            "projections, projection_event_lag_seconds_bucket projection_lag_events projection_lag_time_seconds projection_position projection_events_total resource_saturation_ratio",
            "query-side, query_staleness_seconds_count http_server_requests_seconds_bucket resource_saturation_ratio",
            "gateway, http_server_requests_seconds_bucket"})
    void aProcessShowsItsMetersWithinTheBudgetOfSeries(String part, String meters) {
        system.confirmedOrder();
        List<String> series = system.part(system.part(part))
            .get("/actuator/prometheus")
            .body()
            .lines()
            .filter(it -> !it.startsWith("#"))
            .toList();
        assertThat(series).hasSizeBetween(50, SERIES_MAX);
        assertThat(List.of(meters.split(" ", -1))).allSatisfy(meter -> assertThat(series)
            .anySatisfy(it -> assertThat(it).matches(meter + "(\\{.*)? .*")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"command-side", "projections", "query-side", "gateway"})
    void noLabelCarriesAnOrder(String part) {
        Api.Placed order = system.confirmedOrder();
        assertThat(system.part(system.part(part)).get("/actuator/prometheus").body()).doesNotContain(order.id());
    }
}

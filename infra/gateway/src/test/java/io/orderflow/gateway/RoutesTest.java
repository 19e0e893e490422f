package io.orderflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RoutesTest {
    private static final Path DESCRIPTION = Path.of("../../query-side/src/main/resources/openapi.json");

    @Test
    void everyOperationOfTheApisDescriptionHasARoute() {
        JsonNode paths = JsonMapper.shared().readTree(DESCRIPTION.toFile()).path("paths");

        assertThat(paths.propertyNames()).isNotEmpty().allSatisfy(path -> {
            Route route = Objects.requireNonNull(Routes.find(path), path);
            assertThat(route.pattern()).isEqualTo(path);
            assertThat(paths.path(path).propertyNames())
                .filteredOn(method -> method.matches("get|post|put|patch|delete"))
                .allSatisfy(method -> assertThat(route.application(method.toUpperCase(Locale.ROOT)))
                    .isNotNull());
        });
    }

    @Test
    void aSegmentThatVariesIsNotEmpty() {
        assertThat(Routes.find("/api/v1/orders/")).isNull();
        assertThat(Routes.find("/api/v1/orders/{id}")).isNotNull();
    }
}

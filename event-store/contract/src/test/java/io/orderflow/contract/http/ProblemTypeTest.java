package io.orderflow.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {
    private static final List<String> PRODUCT = List.of(
            "malformed-request 400", "validation-failed 400", "idempotency-key-missing 400",
            "not-found 404", "illegal-transition 409",
            "price-changed 409", "idempotency-in-progress 409", "would-go-negative 409",
            "payload-too-large 413", "version-conflict 412",
            "idempotency-key-reused 422", "unknown-sku 422", "currency-mismatch 422",
            "precondition-required 428",
            "projection-lagging 503", "store-unavailable 503");

    @Test
    void everyTypeOfTheProductHasItsStatus() {
        Map<String, Integer> statuses = Arrays.stream(ProblemType.values())
            .collect(Collectors.toMap(ProblemType::slug, ProblemType::status));
        for (String line : PRODUCT) {
            String[] parts = line.split(" ", -1);
            assertThat(statuses).containsEntry(parts[0], Integer.valueOf(parts[1]));
        }
    }

    @Test
    void aTypeIsFoundByTheSlugOfItsAddress() {
        assertThat(ProblemType.VERSION_CONFLICT.type()).hasToString("/problems/version-conflict");
        assertThat(ProblemType.withSlug("version-conflict")).contains(ProblemType.VERSION_CONFLICT);
        assertThat(ProblemType.withSlug("no-such-type")).isEmpty();
    }
}

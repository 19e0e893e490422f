package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LiveSystemExtension.class)
class IdempotencyIT {
    private final Api api;

    IdempotencyIT(LiveSystem system) {
        api = system.api();
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswerAndAnotherOneUnderItsKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> fresh = place(key, 1);
        HttpResponse<String> repeated = place(key, 1);
        assertThat(fresh.statusCode()).isEqualTo(201);
        assertThat(fresh.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(repeated.statusCode()).isEqualTo(201);
        assertThat(repeated.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(repeated.body()).isEqualTo(fresh.body());
        assertThat(repeated.headers().firstValue("Location")).isEqualTo(fresh.headers().firstValue("Location"));
        HttpResponse<String> other = place(key, 2);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Api.json(other).path("type").asString()).endsWith("/problems/idempotency-key-reused");
    }

    private HttpResponse<String> place(String key, int quantity) {
        return api.post("/api/v1/orders", api.order(quantity), "Idempotency-Key", key);
    }
}

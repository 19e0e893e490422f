package io.orderflow.load.openloop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One request, as it goes on the wire.
 *
 * @param kind under which it is counted
 * @param path with its query
 * @param json null for none
 * @param idempotencyKey null for none
 */
public record Call(String kind, HttpMethod method, String path, @Nullable Buffer json,
        @Nullable String idempotencyKey) {
    public static Call get(String kind, String path) {
        return new Call(kind, HttpMethod.GET, path, null, null);
    }

    public static Call post(String kind, String path, Buffer json, String idempotencyKey) {
        return new Call(kind, HttpMethod.POST, path, json, idempotencyKey);
    }
}

package io.orderflow.command.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.orderflow.contract.http.ApiHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer to an accepted command, in the form in which it is stored for whoever repeats the command. The
 * Consistency-Token is not part of it: the position is known after the append only, and is stored beside it.
 *
 * @param version of the stream, the ETag
 * @param body JSON, written once for the store and for the caller
 */
record Reply(int status, long version, @Nullable String location, @JsonRawValue String body) {
    private static final JsonMapper JSON = new JsonMapper();

    static Reply of(int status, long version, @Nullable String location, Object body) {
        return new Reply(status, version, location, JSON.writeValueAsString(body));
    }

    static Reply parse(String stored) {
        JsonNode reply = JSON.readTree(stored);
        JsonNode location = reply.path("location");
        return new Reply(reply.path("status").asInt(), reply.path("version").asLong(),
                location.isString() ? location.asString() : null, reply.path("body").toString());
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    ResponseEntity<byte[]> answer(long position, boolean replayed) {
        var answer = ResponseEntity.status(status)
            .contentType(MediaType.APPLICATION_JSON)
            .eTag("\"" + version + "\"")
            .header(ApiHeaders.CONSISTENCY_TOKEN, Long.toString(position));
        if (location != null) {
            answer.header(HttpHeaders.LOCATION, location);
        }
        if (replayed) {
            answer.header(ApiHeaders.IDEMPOTENT_REPLAYED, "true");
        }
        return answer.body(body.getBytes(StandardCharsets.UTF_8));
    }
}

package io.orderflow.load;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** An answer of the system. */
record Reply(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body; a missing node when it is no JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    /**
     * The last part of the problem's type, such as {@code price-changed}; empty when the body is no problem document.
     */
    String problem() {
        String type = json().path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** The same request, sent again later, can succeed and cannot do harm when it carries an idempotency key. */
    boolean isTransient() {
        return status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS
                || (status == CONFLICT && problem().equals("idempotency-in-progress"));
    }

    /** For tallies: the status, with the problem where there is one. */
    String kind() {
        return (status + " " + problem()).strip();
    }

    Optional<Duration> retryAfter() {
        return header("Retry-After").filter(it -> it.matches("\\d{1,4}"))
            .map(it -> Duration.ofSeconds(Long.parseLong(it)));
    }

    /** The global position that the command reached; 0 when the answer carries none. */
    long consistencyToken() {
        return position("Consistency-Token");
    }

    /** The position that the answering read model had reached; 0 when the answer carries none. */
    long readPosition() {
        return position("Read-Position");
    }

    private long position(String name) {
        return header(name).filter(it -> it.matches("\\d{1,18}")).map(Long::parseLong).orElse(0L);
    }
}

package io.orderflow.gateway;

import io.orderflow.contract.http.ApiHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Problem documents (RFC 9457), whatever the request accepts. */
final class ProblemDocuments {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String retryAfterSeconds;

    ProblemDocuments(Duration retryAfter) {
        this.retryAfterSeconds = Long.toString(retryAfter.toSeconds());
    }

    private record Document(String type, String title, int status, String detail, String instance, String traceId) {}

    Buffer body(Problem problem, String instance, String traceId) {
        return Buffer.buffer(JSON.writeValueAsBytes(new Document(problem.type().type().toString(),
                problem.type().title(), problem.type().status(), problem.detail(), instance, traceId)));
    }

    /** The fields of an answer that go with the body. */
    void headers(Problem problem, String traceId, MultiMap headers) {
        headers.set(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.set(ApiHeaders.TRACE_ID, traceId);
        if (problem.retry()) {
            headers.set("Retry-After", retryAfterSeconds);
        }
        if (problem.allow() != null) {
            headers.set(HttpHeaders.ALLOW, problem.allow());
        }
    }
}

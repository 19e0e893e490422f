package io.orderflow.gateway;

import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemDocument;
import io.orderflow.contract.http.SecurityHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;

/** Problem documents, whatever the request accepts. */
final class ProblemDocuments {
    private final String retryAfterSeconds;

    ProblemDocuments(Duration retryAfter) {
        this.retryAfterSeconds = Long.toString(retryAfter.toSeconds());
    }

    static Buffer body(Problem problem, String instance, String traceId) {
        return Buffer.buffer(
                new ProblemDocument(problem.type(), problem.detail(), instance, traceId, problem.errors(), Map.of())
                    .toJson());
    }

    /** The fields of an answer that go with the body. */
    void headers(Problem problem, String traceId, MultiMap headers) {
        SecurityHeaders.addTo(headers::set);
        headers.set(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
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

package io.orderflow.http;

import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * The answer to a refused request: 503 with a problem document that was made before. It costs no exception, no log line
 * and no serialisation, since it is given most when there is the least time for it. Thread-safe.
 */
final class RefusalAnswer {
    /** Callers are told different times, so that they do not all come back at once. */
    private static final int RETRY_AFTER_SECONDS_MAX = 3;
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final Map<Refusal, byte[]> DOCUMENTS = Arrays.stream(Refusal.values())
        .collect(Collectors.toMap(it -> it, RefusalAnswer::document, (one, _) -> one,
                () -> new EnumMap<>(Refusal.class)));

    private RefusalAnswer() {}

    static void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String traceId = TraceIds.of(request);
        byte[] document = Objects.requireNonNull(DOCUMENTS.get(refusal));
        byte[] end = traceId.getBytes(StandardCharsets.US_ASCII);
        response.setStatus(ProblemType.OVERLOADED.status());
        response.setContentType("application/problem+json");
        response.setContentLength(document.length + end.length + END.length);
        response.setHeader("Retry-After", Integer.toString(retryAfterSeconds()));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(ApiHeaders.TRACE_ID, traceId);
        var body = response.getOutputStream();
        body.write(document);
        body.write(end);
        body.write(END);
    }

    private static int retryAfterSeconds() {
        return ThreadLocalRandom.current().nextInt(1, RETRY_AFTER_SECONDS_MAX + 1);
    }

    /** All of it but the trace's id and what follows. */
    private static byte[] document(Refusal refusal) {
        ProblemType type = ProblemType.OVERLOADED;
        return """
                {"type":"%s","title":"%s","status":%d,"detail":"%s","traceId":"\
                """.formatted(type.type(), type.title(), type.status(), refusal.detail())
            .getBytes(StandardCharsets.UTF_8);
    }
}

package io.orderflow.http;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.contract.http.SecurityHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The answer to a refused request. It costs no stack trace and no log line, since it is given most when there is the
 * least time for it.
 */
final class RefusalAnswer {
    /** Callers are told different times, so that they do not all come back at once. */
    private static final int RETRY_AFTER_SECONDS_MAX = 3;

    private RefusalAnswer() {}

    static void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.addTo(response::setHeader);
        int seconds = ThreadLocalRandom.current().nextInt(1, RETRY_AFTER_SECONDS_MAX + 1);
        ProblemAnswer.write(
                ApiProblem.retryLater(ProblemType.OVERLOADED, refusal.detail(), Duration.ofSeconds(seconds)),
                request, response);
    }
}

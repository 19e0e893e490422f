package io.orderflow.load.openloop;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param status 0 when there was no whole answer
 * @param headers null when there was no answer
 * @param failure why there was none; null when there was one
 */
public record Answer(int status, @Nullable HttpHeaders headers, @Nullable String failure, long atNanos) {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    public boolean isAccepted() {
        return status >= 200 && status < 300;
    }

    /** The system said at once that it has no room. */
    public boolean isRefused() {
        return status == SERVICE_UNAVAILABLE || status == TOO_MANY_REQUESTS;
    }

    public @Nullable String header(String name) {
        return headers == null ? null : headers.get(name);
    }

    /** Under which it is counted: the status, or why there is none. */
    public String outcome() {
        return failure == null ? Integer.toString(status) : failure;
    }
}

package io.orderflow.gateway;

import io.opentelemetry.api.trace.Span;
import io.orderflow.contract.http.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.StreamResetException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What passes between the gateway and one application for one request. */
final class Exchange {
    static final Problem UNREADABLE_BODY = Problem.of(ProblemType.MALFORMED_REQUEST,
            "The body of the request could not be read to its end.");

    private static final long SENDING_MILLIS_MAX = 250;

    private final Passage passage;
    private final Application application;
    private final @Nullable Span client;
    private final long startedNanos = System.nanoTime();
    private @Nullable BoundedBody body;
    private boolean connected;

    Exchange(Passage passage, Application application, @Nullable Span client) {
        this.passage = passage;
        this.application = application;
        this.client = client;
    }

    Passage passage() {
        return passage;
    }

    Application application() {
        return application;
    }

    void bodyIs(BoundedBody bounded) {
        body = bounded;
    }

    void connected() {
        connected = true;
        Place place = passage.place();
        if (place != null) {
            place.connected();
            leaveWhenSlow(place);
        }
    }

    /**
     * A caller that sends slowly has no place any more; the application has a limit of its own for whom it receives.
     */
    private static void leaveWhenSlow(Place place) {
        if (place.isSending()) {
            Objects.requireNonNull(Vertx.currentContext(), "called by an event loop")
                .owner()
                .setTimer(SENDING_MILLIS_MAX, _ -> {
                    if (place.isSending()) {
                        place.leave();
                    }
                });
        }
    }

    void answered(int status, boolean refused, RequestMeters meters) {
        RequestTrace.endClient(client, status, null);
        meters.exchanged(passage, application, status, System.nanoTime() - startedNanos);
        Place place = passage.place();
        if (place != null) {
            place.answered(status, refused);
        }
    }

    void failed(Throwable failure, RequestMeters meters) {
        RequestTrace.endClient(client, 0, failure);
        meters.exchanged(passage, application, 0, System.nanoTime() - startedNanos);
        Place place = passage.place();
        if (place == null) {
            return;
        }
        if (connected && isTimeout(failure)) {
            place.unanswered();
        } else {
            place.leave();
        }
    }

    @Nullable
    Span client() {
        return client;
    }

    Problem problemOf(Throwable failure, int bodyBytesMax) {
        if (body != null && body.exceeded()) {
            return tooLarge(bodyBytesMax);
        }
        if (body != null && body.isUnreadable()) {
            return UNREADABLE_BODY;
        }
        if (failure instanceof ConnectionPoolTooBusyException) {
            return Problem.retryLater(ProblemType.OVERLOADED,
                    "As many requests as there is room for wait for the application "
                            + application.label() + " already.");
        }
        if (connected && isTimeout(failure)) {
            return Problem.retryLater(ProblemType.ANSWER_TIMEOUT,
                    "The application " + application.label() + " does not answer in time.");
        }
        if (failure instanceof StreamResetException && failure.getCause() != null) {
            // The proxy ends the exchange with what went wrong between it and the caller.
            return UNREADABLE_BODY;
        }
        return Problem.retryLater(ProblemType.SERVICE_UNAVAILABLE,
                "The application " + application.label() + " does not answer.");
    }

    static Problem tooLarge(int bodyBytesMax) {
        return Problem.of(ProblemType.PAYLOAD_TOO_LARGE, "The body may have at most " + bodyBytesMax + " bytes.");
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException
                || (failure instanceof StreamResetException && failure.getCause() instanceof TimeoutException);
    }
}

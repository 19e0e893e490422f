package io.orderflow.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.contract.http.SecurityHeaders;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Health and metrics of the gateway itself, where those of the other applications are too. Always open. */
final class OwnEndpoints {
    private static final String PREFIX = "/actuator";
    private static final String HEALTH = PREFIX + "/health";
    private static final String READINESS = HEALTH + "/readiness";
    private static final String LIVENESS = HEALTH + "/liveness";
    private static final String PROMETHEUS = PREFIX + "/prometheus";
    private static final String ALLOWED = "GET, HEAD";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int UNAVAILABLE = 503;

    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final Refusals refusals;
    private volatile boolean ready = true;

    OwnEndpoints(Vertx vertx, PrometheusMeterRegistry meters, Refusals refusals) {
        this.vertx = vertx;
        this.meters = meters;
        this.refusals = refusals;
    }

    boolean has(String path) {
        return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
    }

    /** From now on nobody shall send new requests here. */
    void closing() {
        ready = false;
    }

    void answer(Passage passage) {
        String path = passage.path();
        switch (path) {
            case HEALTH, READINESS, LIVENESS, PROMETHEUS -> passage.takes(Route.of(path));
            default -> {
                refusals.answer(passage, Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address."));
                return;
            }
        }
        String method = passage.request().method().name();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            refusals.answerAndClose(passage, Problem.methodNotAllowed(ALLOWED));
        } else if (path.equals(PROMETHEUS)) {
            scrape(passage);
        } else {
            health(passage, ready || path.equals(LIVENESS));
        }
    }

    private static void health(Passage passage, boolean up) {
        HttpServerResponse response = begin(passage, "application/json");
        if (!up) {
            response.setStatusCode(UNAVAILABLE);
        }
        response.end(up ? "{\"status\":\"UP\"}" : "{\"status\":\"OUT_OF_SERVICE\"}");
    }

    private void scrape(Passage passage) {
        String accepted = passage.request().getHeader(HttpHeaders.ACCEPT);
        String type = accepted != null && accepted.contains("application/openmetrics-text")
                ? OPEN_METRICS
                : PROMETHEUS_TEXT;
        // Takes milliseconds, which the event loop has not.
        vertx.executeBlocking(() -> meters.scrape(type), false).onComplete(text -> {
            if (text.succeeded()) {
                begin(passage, type).end(text.result());
            } else {
                refusals.answer(passage, Problem.of(ProblemType.INTERNAL_ERROR, "The metrics could not be read."));
            }
        });
    }

    private static HttpServerResponse begin(Passage passage, String type) {
        passage.request().resume();
        SecurityHeaders.addTo(passage.request().response()::putHeader);
        return passage.request()
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, type)
            .putHeader(ApiHeaders.TRACE_ID, passage.traceId());
    }
}

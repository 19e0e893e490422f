package io.orderflow.gateway;

import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The event streams that are open: they have no end of their own, so that a shutdown would wait for them. */
final class OpenStreams {
    private final Set<HttpServerResponse> open = ConcurrentHashMap.newKeySet();

    void opened(HttpServerResponse response) {
        open.add(response);
    }

    void ended(HttpServerResponse response) {
        open.remove(response);
    }

    /** Breaks them off; their callers come back with {@code Last-Event-ID}. */
    void endAll() {
        open.forEach(HttpServerResponse::reset);
    }
}

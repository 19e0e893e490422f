package io.orderflow.load.openloop;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;

/**
 * Warms the driver, not the system: sends requests to a server of its own, so that a burst is not measured by a driver
 * that is still being compiled.
 */
public final class Rehearsal {
    private static final String HOST = "127.0.0.1";
    private static final int CREATED = 201;
    private static final double PER_SECOND = 2_000;
    private static final Duration DURATION = Duration.ofSeconds(2);
    private static final String LOCATION = "/api/v1/orders/00000000-0000-7000-8000-000000000000";

    private Rehearsal() {}

    /**
     * Takes two seconds.
     *
     * @param recorder of the kind that the measurement will have
     */
    public static void run(OpenLoop.Limits limits, Calls calls, Recorder recorder) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = vertx.createHttpServer()
                .requestHandler(Rehearsal::answer)
                .listen(0, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
            URI target = URI.create("http://" + HOST + ":" + server.actualPort());
            try (OpenLoop driver = new OpenLoop(target, limits)) {
                driver.run(Schedule.fixed(PER_SECOND, DURATION), calls, recorder, RetryPolicy.NEVER);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void answer(HttpServerRequest request) {
        request.response().setStatusCode(CREATED).putHeader("Location", LOCATION).end("{}");
    }
}

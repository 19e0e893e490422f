package io.orderflow.runner;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits until the history is loaded and tells how far it is. */
final class SeedWatch {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private final URI address;
    private final Consumer<String> progress;

    SeedWatch(URI commandSide, Consumer<String> progress) {
        this.address = commandSide.resolve("/admin/v1/seed");
        this.progress = progress;
    }

    /** @throws CannotRunException if the history cannot be loaded */
    void await() throws InterruptedException {
        long toldAt = System.nanoTime();
        for (JsonNode seed = ask(); !isOver(seed); seed = ask()) {
            if (System.nanoTime() - toldAt >= TELL_EVERY.toNanos() && seed.path("total").asLong(0) > 0) {
                toldAt = System.nanoTime();
                progress.accept("  history: %d of %d, %d/s, %d s left".formatted(seed.path("done").asLong(0),
                        seed.path("total").asLong(0), Math.round(seed.path("ratePerSecond").asDouble(0)),
                        Math.round(seed.path("etaSeconds").asDouble(0))));
            }
            Thread.sleep(POLL);
        }
    }

    private boolean isOver(JsonNode seed) {
        String state = seed.path("state").asString("");
        if (state.equals("FAILED")) {
            throw new CannotRunException(ExitCode.UNAVAILABLE,
                    "The history could not be loaded: see './orderflow logs command-side', or start with --no-seed.");
        }
        if (state.equals("DONE")) {
            progress.accept("  history           loaded: %d of %d".formatted(seed.path("done").asLong(0),
                    seed.path("total").asLong(0)));
        }
        return state.equals("DONE") || state.equals("NONE");
    }

    private JsonNode ask() {
        Optional<HttpResponse<String>> answer = Http.get(address).filter(it -> it.statusCode() == 200);
        try {
            return JSON.readTree(answer.map(HttpResponse::body).orElse("{}"));
        } catch (JacksonException _) {
            return JSON.createObjectNode();
        }
    }
}

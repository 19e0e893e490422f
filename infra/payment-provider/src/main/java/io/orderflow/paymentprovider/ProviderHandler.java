package io.orderflow.paymentprovider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a request, lets the behaviour act on it, and writes and logs the answer. */
final class ProviderHandler implements HttpHandler {
    static final long SILENT_SECONDS = 120;

    private final int bodyBytesMax;
    private final AuthorisationRoutes authorisations;
    private final BehaviourRoutes behaviour;
    private final JsonLog log;

    ProviderHandler(Settings settings, JsonLog log) {
        this.bodyBytesMax = settings.bodyBytesMax();
        this.authorisations = new AuthorisationRoutes(new Payments(settings.recordsMax()));
        this.behaviour = new BehaviourRoutes(settings.behaviour());
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long started = System.nanoTime();
        TraceParent trace = TraceParent.of(exchange.getRequestHeaders().getFirst("traceparent"));
        String outcome = "failed";
        try (exchange) {
            Answer answer = answer(exchange, trace);
            if (answer != null) {
                write(exchange, trace, answer);
            }
            outcome = answer == null ? "unanswered" : Integer.toString(answer.status());
        } catch (InterruptedException stopping) {
            outcome = "stopped";
            Thread.currentThread().interrupt();
        } finally {
            log.request(trace, exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), outcome,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        }
    }

    /** Null when the caller is to get no answer. */
    private @Nullable Answer answer(HttpExchange exchange, TraceParent trace) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readNBytes(bodyBytesMax + 1);
        if (body.length > bodyBytesMax) {
            return Answer.tooLarge(bodyBytesMax);
        }
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        try {
            if (path.startsWith(AuthorisationRoutes.ROOT)) {
                return withBehaviour(method, path, body);
            }
            return switch (path) {
                case "/behaviour" -> behaviour.answer(method, body);
                case "/health" -> Answer.ok(Map.of("status", "UP"));
                default -> Answer.notFound("There is nothing at " + path + ".");
            };
        } catch (MalformedBodyException malformed) {
            return Answer.badRequest(String.valueOf(malformed.getMessage()));
        } catch (RuntimeException defect) {
            log.error(trace, defect);
            return new Answer(500, new Answer.Refusal("Internal error", "The provider met a defect of its own."));
        }
    }

    private @Nullable Answer withBehaviour(String method, String path, byte[] body) throws InterruptedException {
        Behaviour now = behaviour.current();
        TimeUnit.MILLISECONDS.sleep(now.latencyMillis());
        if (ThreadLocalRandom.current().nextDouble() < now.failRate()) {
            return Answer.unavailable();
        }
        Answer answer = authorisations.answer(method, path, body, now.declineRate());
        if (!now.silent()) {
            return answer;
        }
        TimeUnit.SECONDS.sleep(SILENT_SECONDS);
        return null;
    }

    private static void write(HttpExchange exchange, TraceParent trace, Answer answer) throws IOException {
        boolean refused = answer.body() instanceof Answer.Refusal;
        Object body = answer.body() instanceof Answer.Refusal refusal
                ? problem(exchange, trace, answer.status(), refusal)
                : answer.body();
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", refused ? "application/problem+json" : "application/json");
        headers.set("Trace-Id", trace.traceId());
        byte[] bytes = StrictJson.write(body);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, Object> problem(HttpExchange exchange, TraceParent trace, int status,
            Answer.Refusal refusal) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", refusal.title());
        problem.put("status", status);
        problem.put("detail", refusal.detail());
        problem.put("instance", exchange.getRequestURI().getRawPath());
        problem.put("traceId", trace.traceId());
        return problem;
    }
}

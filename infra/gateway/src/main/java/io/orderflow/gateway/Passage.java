package io.orderflow.gateway;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the gateway, from its head to the end of its answer. Used by the event loop of its
 * connection only.
 */
final class Passage {
    /** What Netty writes for an address that it could not read. */
    private static final String UNREAD = "/bad-request";

    private static final Pattern CLOSE = Pattern.compile("(?:^|,)\\s*close\\s*(?:,|$)", Pattern.CASE_INSENSITIVE);

    private final HttpServerRequest request;
    private final Context trace;
    private final long startedNanos = System.nanoTime();
    private @Nullable Route route;
    private @Nullable Application application;
    private @Nullable Problem refusal;
    private @Nullable Place place;
    private boolean admitted;
    private boolean ended;

    Passage(HttpServerRequest request, Context trace) {
        this.request = request;
        this.trace = trace;
    }

    HttpServerRequest request() {
        return request;
    }

    /** With the server span in it. */
    Context trace() {
        return trace;
    }

    Span span() {
        return Span.fromContext(trace);
    }

    String traceId() {
        return span().getSpanContext().getTraceId();
    }

    long elapsedNanos() {
        return System.nanoTime() - startedNanos;
    }

    void takes(Route newRoute) {
        route = newRoute;
    }

    /** For metrics and spans; from a closed set. */
    String pattern() {
        return route == null ? Route.UNKNOWN : route.pattern();
    }

    void goesTo(Application newApplication) {
        application = newApplication;
    }

    Application application() {
        return Objects.requireNonNull(application, "set before the proxy takes over");
    }

    /** From here on it counts among the requests under way. */
    void admitted() {
        admitted = true;
    }

    boolean isAdmitted() {
        return admitted;
    }

    void takes(Place newPlace) {
        place = newPlace;
    }

    /** Null when it is in no lane. */
    @Nullable
    Place place() {
        return place;
    }

    /** False when it has ended already. */
    boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    void refused(Problem problem) {
        refusal = problem;
    }

    @Nullable
    Problem refusal() {
        return refusal;
    }

    /** As it was sent; {@code /} where the target has no path. */
    String path() {
        String path = request.path();
        boolean unread = request.decoderResult().isFailure() && UNREAD.equals(path);
        return path == null || path.isEmpty() || unread ? "/" : path;
    }

    /** Also where {@code close} stands beside other options, which Vert.x does not look for. */
    boolean closesConnection() {
        String connection = request.getHeader(HttpHeaders.CONNECTION);
        return connection != null && CLOSE.matcher(connection).find();
    }

    boolean hasBody() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return isChunked() || (length != null && !length.equals("0"));
    }

    boolean isChunked() {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}

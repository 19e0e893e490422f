package io.orderflow.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.contract.http.ApiHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads and commands have a lane each. None have event streams and reads that wait for a position, which take as long
 * as their callers wish, and what operators ask for.
 */
final class Lanes {
    private static final String WAIT = "wait";

    private final Lane reads;
    private final Lane commands;

    Lanes(LimitSettings settings, MeterRegistry meters) {
        reads = new Lane("reads", new SteppedLimit(settings, settings.readTarget()), meters, System::nanoTime);
        commands = new Lane("commands", new SteppedLimit(settings, settings.commandTarget()), meters,
                System::nanoTime);
    }

    /** Null when only the number of all requests bounds the request. */
    @Nullable
    Lane of(HttpServerRequest request, Route route, Application application) {
        return switch (application) {
            case COMMAND_SIDE -> isRead(request) ? null : commands;
            case QUERY_SIDE -> route.stream() || mayWait(request) ? null : reads;
            case PROJECTIONS -> null;
        };
    }

    /** The command side is read by operators only. */
    private static boolean isRead(HttpServerRequest request) {
        String method = request.method().name();
        return method.equals("GET") || method.equals("HEAD");
    }

    /** As the query side sees it. */
    private static boolean mayWait(HttpServerRequest request) {
        String preference = request.getHeader(ApiHeaders.PREFER);
        return preference != null && preference.contains(WAIT)
                && request.getHeader(ApiHeaders.CONSISTENCY_TOKEN) != null;
    }

    double saturation() {
        return Math.max(reads.saturation(), commands.saturation());
    }
}

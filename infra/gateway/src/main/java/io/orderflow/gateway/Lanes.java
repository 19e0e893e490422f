package io.orderflow.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.contract.http.ApiHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads, new orders and other commands have a lane each: new orders are refused while others wait to be finished, and
 * that must hold back nobody who cancels one. None have event streams and reads that wait for a position, which take as
 * long as their callers wish, and what operators ask for.
 */
final class Lanes {
    private static final String WAIT = "wait";

    private final Lane reads;
    private final Lane newOrders;
    private final Lane commands;

    Lanes(LimitSettings settings, MeterRegistry meters) {
        reads = lane("reads", settings, settings.readTarget(), meters);
        newOrders = lane("orders", settings, settings.commandTarget(), meters);
        commands = lane("commands", settings, settings.commandTarget(), meters);
    }

    private static Lane lane(String name, LimitSettings settings, Duration target, MeterRegistry meters) {
        return new Lane(name, new SteppedLimit(settings, target), new Throttle(System::nanoTime), meters,
                System::nanoTime);
    }

    /** Null when only the number of all requests bounds the request. */
    @Nullable
    Lane of(HttpServerRequest request, Route route, Application application) {
        return switch (application) {
            case COMMAND_SIDE -> isRead(request) ? null : command(route);
            case QUERY_SIDE -> route.stream() || mayWait(request) ? null : reads;
            case PROJECTIONS -> null;
        };
    }

    private Lane command(Route route) {
        return route.equals(Routes.ORDERS) ? newOrders : commands;
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
        return Math.max(reads.saturation(), Math.max(newOrders.saturation(), commands.saturation()));
    }
}

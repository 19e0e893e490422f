package io.orderflow.gateway;

import static io.orderflow.gateway.Application.COMMAND_SIDE;
import static io.orderflow.gateway.Application.PROJECTIONS;
import static io.orderflow.gateway.Application.QUERY_SIDE;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every resource that can be reached from outside. Reads go to the query side, what changes something to the command
 * side; since neither knows the other's methods, only this table can say what a resource allows.
 */
final class Routes {
    /** Its POST is a new order. */
    static final Route ORDERS = reads("/api/v1/orders").with("POST", COMMAND_SIDE);
    private static final List<Route> ALL = List.of(
            ORDERS,
            reads("/api/v1/orders/{id}"),
            reads("/api/v1/orders/{id}/payment"),
            reads("/api/v1/orders/{id}/events"),
            reads("/api/v1/orders/{id}/journey"),
            reads("/api/v1/orders/{id}/stream").streamed(),
            Route.of("/api/v1/orders/{id}/cancel").with("POST", COMMAND_SIDE),
            reads("/api/v1/products"),
            reads("/api/v1/products/{sku}"),
            reads("/api/v1/stock"),
            reads("/api/v1/stock/{sku}"),
            Route.of("/api/v1/stock/{sku}/receive").with("POST", COMMAND_SIDE),
            Route.of("/api/v1/stock/{sku}/adjust").with("POST", COMMAND_SIDE),
            reads("/problems"),
            reads("/problems/{slug}"),
            reads("/openapi.json"),
            Route.of("/admin/v1/seed").with("GET", COMMAND_SIDE),
            Route.of("/admin/v1/fulfilments").with("GET", COMMAND_SIDE),
            Route.of("/admin/v1/fulfilments/{id}").with("GET", COMMAND_SIDE),
            Route.of("/admin/v1/projections").with("GET", PROJECTIONS),
            Route.of("/admin/v1/projections/{projection}").with("GET", PROJECTIONS),
            Route.of("/admin/v1/dead-letters").with("GET", PROJECTIONS),
            Route.of("/admin/v1/dead-letters/{projection}/{streamId}/retry").with("POST", PROJECTIONS),
            Route.of("/admin/v1/dead-letters/{projection}/{streamId}/discard").with("POST", PROJECTIONS),
            Route.of("/admin/v1/strangers").with("GET", PROJECTIONS),
            Route.of("/admin/v1/strangers/discard").with("POST", PROJECTIONS),
            Route.of("/admin/v1/strangers/{partition}/{kafkaOffset}/discard").with("POST", PROJECTIONS));
    private static final Map<Integer, List<Candidate>> BY_LENGTH = ALL.stream()
        .map(route -> new Candidate(route, route.segments()))
        .collect(Collectors.groupingBy(candidate -> candidate.segments.size()));

    private Routes() {}

    private static Route reads(String pattern) {
        return Route.of(pattern).with("GET", QUERY_SIDE);
    }

    private record Candidate(Route route, List<String> segments) {
        boolean matches(String[] path) {
            for (int i = 0; i < path.length; i++) {
                String segment = segments.get(i);
                boolean varies = segment.startsWith("{") && !path[i].isEmpty();
                if (!varies && !segment.equals(path[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Null when there is no such resource. */
    static @Nullable Route find(String path) {
        String[] segments = path.split("/", -1);
        for (Candidate candidate : BY_LENGTH.getOrDefault(segments.length, List.of())) {
            if (candidate.matches(segments)) {
                return candidate.route;
            }
        }
        return null;
    }

    static List<Route> all() {
        return ALL;
    }
}

package io.orderflow.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.observability.Saturation;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts what callers take up, for all event loops together. */
final class Admission {
    /** Connections beyond the limit that are still told why they are refused; one more is just closed. */
    private static final int EXCESS_MAX = 256;
    private static final Problem LANE_FULL = Problem.retryLater(ProblemType.OVERLOADED,
            "As many requests of this kind as can be answered in time are under way.");
    private static final Problem THROTTLED = Problem.retryLater(ProblemType.OVERLOADED,
            "The application refuses requests of this kind at the moment, so few of them go on to it.");

    private final int requestsMax;
    private final int connectionsMax;
    private final Lanes lanes;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<HttpConnection> excess = ConcurrentHashMap.newKeySet();

    Admission(Settings settings, MeterRegistry meters) {
        this.requestsMax = settings.requestsMax();
        this.connectionsMax = settings.connectionsMax();
        this.lanes = new Lanes(settings.limits(), meters);
        Saturation.register(meters, "http_inflight",
                () -> Math.max((double) requests.get() / requestsMax, lanes.saturation()));
        Saturation.register(meters, "http_connections", () -> (double) connections.get() / connectionsMax);
    }

    void opened(HttpConnection connection) {
        int open = connections.incrementAndGet();
        connection.closeHandler(_ -> {
            connections.decrementAndGet();
            excess.remove(connection);
        });
        if (open > connectionsMax + EXCESS_MAX) {
            connection.close();
        } else if (open > connectionsMax) {
            excess.add(connection);
        }
    }

    boolean isExcess(HttpConnection connection) {
        return !excess.isEmpty() && excess.contains(connection);
    }

    Problem tooManyConnections() {
        return Problem.retryLater(ProblemType.OVERLOADED,
                "The gateway has " + connectionsMax + " connections open, and takes no more at once.");
    }

    /** Null when the request may go on; in either case {@link #left} must follow. */
    @Nullable
    Problem enter() {
        if (requests.incrementAndGet() > requestsMax) {
            return Problem.retryLater(ProblemType.OVERLOADED,
                    "The gateway has " + requestsMax + " requests under way, and takes no more at once.");
        }
        return null;
    }

    /** Null when the request may go on to its application. */
    @Nullable
    Problem enterLane(Passage passage, Route route, Application application) {
        HttpServerRequest request = passage.request();
        Lane lane = lanes.of(request, route, application);
        if (lane == null) {
            return null;
        }
        if (lane.throttles()) {
            return THROTTLED;
        }
        Place place = lane.tryEnter();
        if (place == null) {
            return LANE_FULL;
        }
        passage.takes(place);
        if (passage.hasBody()) {
            place.sends(request.end());
        }
        return null;
    }

    void left() {
        requests.decrementAndGet();
    }
}

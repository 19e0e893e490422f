package io.orderflow.runner;

import io.orderflow.servers.FreePort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A port for each part, no two alike: the one it is known by, or the next higher one that nobody listens on and no
 * other system is about to listen on.
 */
final class Ports {
    static final String POSTGRES = "postgres";
    static final String KAFKA = "kafka";
    static final String TRACES = "traces";

    private final Map<String, Integer> ports = new LinkedHashMap<>();

    private Ports() {}

    static Ports choose(int gatewayWanted) {
        var wanted = new LinkedHashMap<String, Integer>();
        wanted.put(Service.GATEWAY.name(), gatewayWanted);
        Service.ALL.forEach(service -> wanted.putIfAbsent(service.name(), service.portWanted()));
        wanted.put(POSTGRES, 5433);
        wanted.put(KAFKA, 9092);
        wanted.put(TRACES, 4318);
        return choose(wanted);
    }

    static Ports choose(Map<String, Integer> wanted) {
        var chosen = new Ports();
        wanted.forEach((name, port) -> {
            int free = FreePort.from(port);
            while (!PortReservation.reserve(free)) {
                free = FreePort.from(free + 1);
            }
            chosen.ports.put(name, free);
        });
        return chosen;
    }

    int of(String name) {
        return Objects.requireNonNull(ports.get(name), name);
    }

    int of(Service service) {
        return of(service.name());
    }
}

package io.orderflow.runner;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What keeps an order that is placed now from being confirmed and visible: processes that are away or do not answer,
 * workers that are not well, and what lies too far behind the log.
 */
final class Diagnosis {
    /** An order is to be visible within 2 s; what is this far behind is more than busy. */
    private static final double BEHIND_SECONDS_MAX = 10;
    private static final JsonMapper JSON = new JsonMapper();
    /** They have workers and tell about them. */
    private static final List<String> WITH_WORKERS = List.of(Service.COMMAND_SIDE.name(), Service.PROJECTIONS.name(),
            Service.QUERY_SIDE.name());

    /**
     * One thing that is wrong.
     *
     * @param part whose it is
     * @param since null when nobody knows
     * @param remedy what to do
     */
    record Finding(String part, String problem, @Nullable Instant since, String remedy) {
        @Override
        public String toString() {
            return part + ": " + problem + (since == null ? "" : ", since " + since) + "\n  -> " + remedy;
        }
    }

    private Diagnosis() {}

    /** Empty when all is well. */
    static List<Finding> of(SystemReport system, List<Lag> lags) {
        List<Finding> findings = new ArrayList<>();
        if (!system.ready()) {
            findings.add(new Finding("system", "it is still starting", system.startedAt(),
                    "wait, or see what it does with './orderflow logs'"));
        }
        system.processes().forEach(part -> findings.addAll(of(part)));
        lags.stream().filter(it -> it.seconds() > BEHIND_SECONDS_MAX).map(Diagnosis::behind).forEach(findings::add);
        return findings;
    }

    private static List<Finding> of(PartReport part) {
        if (part.state() != PartState.READY) {
            return List.of(new Finding(part.name(), "it is " + part.state()
                    + (part.lastProblem() == null ? "" : ", last: " + part.lastProblem()), null, logs(part)));
        }
        Optional<Service> service = Service.ALL.stream().filter(it -> it.name().equals(part.name())).findFirst();
        return service.map(it -> asked(part, it)).orElse(List.of());
    }

    private static List<Finding> asked(PartReport part, Service service) {
        Optional<HttpResponse<String>> readiness = Http.get(address(part, service.readinessPath()));
        if (readiness.isEmpty()) {
            return List.of(new Finding(part.name(), "process " + (part.process() == null ? "" : part.process().pid())
                    + " does not answer", null, "it is stopped or stuck: end it with 'kill -9', it is started again"));
        }
        List<Finding> findings = new ArrayList<>();
        if (readiness.get().statusCode() != 200) {
            findings.add(new Finding(part.name(), "it is not ready: " + readiness.get().body(), null, logs(part)));
        }
        if (WITH_WORKERS.contains(part.name())) {
            Http.get(address(part, "/actuator/workers"))
                .filter(it -> it.statusCode() == 200)
                .ifPresent(it -> findings.addAll(workers(part, JSON.readTree(it.body()))));
        }
        return findings;
    }

    static List<Finding> workers(PartReport part, JsonNode statuses) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode worker : statuses.path("items")) {
            String state = worker.path("state").asString();
            if (!state.equals("RUNNING")) {
                findings.add(new Finding(part.name(), "worker " + worker.path("name").asString() + " is " + state + ": "
                        + worker.path("problem").asString(), Instant.parse(worker.path("since").asString()),
                        remedy(state, part)));
            }
        }
        return findings;
    }

    private static String remedy(String state, PartReport part) {
        return switch (state) {
            case "FAILING" -> "it tries again by itself; if the problem stays: " + logs(part);
            case "STALLED" ->
                "end the process with 'kill -9', it is started again; before it, 'jstack' shows where it is";
            default ->
                "it does not try again: mend the problem, then end the process, which is started again; " + logs(part);
        };
    }

    private static Finding behind(Lag lag) {
        return new Finding(lag.of(), "it is %d events and %.0f s behind the log".formatted(lag.events(), lag.seconds()),
                null, "orders become visible late; if it does not catch up, its process is the place to look");
    }

    private static String logs(PartReport part) {
        return "'./orderflow logs " + part.name() + "' tells more";
    }

    private static URI address(PartReport part, String path) {
        return URI.create("http://127.0.0.1:" + part.port() + path);
    }
}

package io.orderflow.load;

import io.orderflow.load.invariants.Database;
import io.orderflow.load.machine.WatchedProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Addresses of a running system, as {@code orderflow up} writes them into its data directory.
 *
 * @param database null when the file does not name one
 * @param kafka bootstrap servers; null when the file does not name them
 * @param parts what it is made of; empty when no file names it
 */
record RunningSystem(URI url, @Nullable Database database, @Nullable String kafka, List<Part> parts) {
    private static final String POSTGRES = "postgres";

    /**
     * @param pid 0 while it has no process
     * @param inRunner it has no process of its own
     * @param restarts since the system was started
     */
    record Part(String name, int port, long pid, boolean inRunner, int restarts) {
        boolean wasReplacedUnnoticedBy(Part later) {
            return name.equals(later.name) && pid != later.pid && restarts == later.restarts;
        }
    }

    static final URI URL_DEFAULT = URI.create("http://localhost:8080");
    static final String FILE = "run/processes.json";
    private static final JsonMapper JSON = new JsonMapper();

    RunningSystem {
        parts = List.copyOf(parts);
    }

    RunningSystem(URI url, @Nullable Database database, @Nullable String kafka) {
        this(url, database, kafka, List.of());
    }

    /** Its processes, the runner among them. */
    List<WatchedProcess> processes() {
        return parts.stream()
            .filter(it -> !it.inRunner() && it.pid() > 0)
            .map(it -> new WatchedProcess(it.name(), it.pid(), it.name().equals(POSTGRES)))
            .toList();
    }

    /** How many parts have another process now than they had, without the system having counted it as a restart. */
    int changedProcesses(RunningSystem after) {
        return (int) parts.stream().filter(it -> after.parts.stream().anyMatch(it::wasReplacedUnnoticedBy)).count();
    }

    /** Of all parts together, since the system was started. */
    int restarts() {
        return parts.stream().mapToInt(Part::restarts).sum();
    }

    /**
     * The system whose data lies in the directory; the default address and nothing else when none runs there.
     */
    static RunningSystem in(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.isReadable(file)) {
            return new RunningSystem(URL_DEFAULT, null, null);
        }
        try {
            return parse(Files.readString(file));
        } catch (IOException | JacksonException failure) {
            throw new UnavailableException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    static RunningSystem parse(String json) {
        JsonNode root = JSON.readTree(json);
        URI url = text(root, "url").map(URI::create).orElse(URL_DEFAULT);
        JsonNode postgres = root.path("postgres");
        Database database = text(postgres, "jdbcUrl")
            .map(it -> new Database(it, text(postgres, "user").orElse("orderflow_query"),
                    text(postgres, "password").orElse("")))
            .orElse(null);
        return new RunningSystem(url, database, text(root.path("kafka"), "bootstrapServers").orElse(null),
                parts(root));
    }

    private static List<Part> parts(JsonNode root) {
        List<Part> parts = new ArrayList<>();
        long runner = root.path("runner").path("pid").asLong(0);
        if (runner > 0) {
            parts.add(new Part("runner", 0, runner, false, 0));
        }
        root.path("processes")
            .forEach(it -> parts.add(new Part(it.path("name").asString(""), it.path("port").asInt(0),
                    it.path("process").path("pid").asLong(0), it.path("inRunner").asBoolean(false),
                    it.path("restarts").asInt(0))));
        return parts;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).asString(null));
    }
}

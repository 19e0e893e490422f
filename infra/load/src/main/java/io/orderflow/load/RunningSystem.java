package io.orderflow.load;

import io.orderflow.load.invariants.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
 */
record RunningSystem(URI url, @Nullable Database database, @Nullable String kafka) {
    static final URI URL_DEFAULT = URI.create("http://localhost:8080");
    static final String FILE = "run/processes.json";
    private static final JsonMapper JSON = new JsonMapper();

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
        return new RunningSystem(url, database, text(root.path("kafka"), "bootstrapServers").orElse(null));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).asString(null));
    }
}

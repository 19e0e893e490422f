package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The whole system as a newcomer starts it: by the launcher, in processes of its own, with its own data. */
final class LiveSystem implements AutoCloseable {
    private static final Duration SETTLED_MAX = Duration.ofSeconds(20);
    private final Launcher launcher;

    private LiveSystem(Launcher launcher) {
        this.launcher = launcher;
    }

    static LiveSystem start() {
        Launcher launcher = Launcher.ofThisCheckout();
        launcher.takeJarsAsBuilt();
        LiveSystem system = new LiveSystem(launcher);
        try {
            system.up("--fresh");
            return system;
        } catch (AssertionError failure) {
            system.close();
            throw failure;
        }
    }

    void up(String... options) {
        Launcher.Result result = launcher.run("up",
                Launcher.append(options, "--detach", "--no-record", "--port", Integer.toString(freePort())));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("Ready in ");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Launcher launcher() {
        return launcher;
    }

    /** What the runner wrote about the processes. */
    JsonNode report() {
        try {
            return Api.JSON.readTree(Files.readString(launcher.data().resolve("run/processes.json")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    JsonNode part(String name) {
        for (JsonNode part : report().path("processes")) {
            if (part.path("name").asString("").equals(name)) {
                return part;
            }
        }
        throw new AssertionError("no part " + name + " in " + report());
    }

    Api api() {
        return new Api(URI.create(report().path("url").asString()));
    }

    /** The part's own address, past the gateway. */
    Api part(JsonNode part) {
        return new Api(URI.create("http://localhost:" + part.path("port").asInt()));
    }

    String kafka() {
        return report().path("kafka").path("bootstrapServers").asString();
    }

    /** An order that has come to rest in every read model. */
    Api.Placed confirmedOrder() {
        Api api = api();
        Api.Placed order = api.place();
        await().atMost(SETTLED_MAX)
            .pollInterval(Duration.ofMillis(20))
            .until(() -> api.status(order), "CONFIRMED"::equals);
        return order;
    }

    /** Spans of a trace in the trace store; none while it does not know the trace. */
    JsonNode spans(String traceId) {
        var response = new Api(URI.create(report().path("traces").asString())).get("/traces/" + traceId);
        return response.statusCode() == 200 ? Api.json(response).path("spans") : Api.JSON.createArrayNode();
    }

    /** Lines of an endless answer, as they come. Close it to end the request. */
    Stream<String> lines(String path, String... headers) {
        Api api = api();
        try {
            return api.http()
                .send(HttpRequest.newBuilder(api.resolve(path)).headers(headers).build(), BodyHandlers.ofLines())
                .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    long headPosition() {
        return number("SELECT position FROM event_store.log_head WHERE shard = 0");
    }

    long parkedEvents(String projection, String streamId) {
        return number("SELECT count(*) FROM read_model.dead_letter WHERE projection = '" + projection
                + "' AND stream_id = '" + streamId + "'");
    }

    String text(String sql) {
        try (Connection connection = connect(null);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    private long number(String sql) {
        return Long.parseLong(text(sql));
    }

    /**
     * Appends an event that no contract knows, and a readable one behind it, past the command side.
     *
     * @return the position of the last one
     */
    long poison(String streamId, long expectedVersion) {
        String readable = """
                {"orderId":"%s","reason":"behind the poison","occurredAt":"2026-11-21T12:00:00Z"}"""
            .formatted(streamId.substring("order-".length()));
        try (Connection connection = connect("orderflow_command"); var append = connection.prepareStatement("""
                SELECT head + 2 FROM event_store.append(
                    0, ARRAY[?], ARRAY['Order'], ARRAY[?]::bigint[], ARRAY[2], ARRAY[0]::bigint[], NULL, NULL, NULL,
                    ARRAY[1, 1], ARRAY[1, 2], ARRAY[gen_random_uuid(), gen_random_uuid()],
                    ARRAY['OrderTeleported', 'CancellationRequested'], ARRAY[1, 1]::smallint[], ARRAY['{}', ?],
                    ARRAY['{"imported":true}', '{"imported":true}'], NULL, NULL)
                 WHERE outcomes IS NULL
                """)) {
            append.setString(1, streamId);
            append.setLong(2, expectedVersion);
            append.setString(3, readable);
            try (var row = append.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isPositive();
                return row.getLong(1);
            }
        } catch (SQLException failure) {
            throw new AssertionError("the store does not append", failure);
        }
    }

    /**
     * @param role null for the reading role of the report
     */
    private Connection connect(@Nullable String role) throws SQLException {
        JsonNode postgres = report().path("postgres");
        return DriverManager.getConnection(postgres.path("jdbcUrl").asString(),
                role == null ? postgres.path("user").asString() : role, postgres.path("password").asString());
    }

    @Override
    public void close() {
        launcher.run("down");
    }
}

package io.orderflow.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks many times a second what the server's sessions are doing: the server's half of a profile. */
public final class ServerWaits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWaits.class);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String SESSIONS = """
            SELECT datname || ': ' || CASE WHEN state <> 'active' THEN 'idle, waits for its client'
                                           ELSE coalesce(wait_event_type || ' ' || wait_event, 'runs') END
              FROM pg_stat_activity
             WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND state IS NOT NULL AND datname IS NOT NULL
            """;

    private final Map<String, Integer> samples = new TreeMap<>();
    private final Path file;
    private final Thread thread;
    private volatile boolean over;

    private ServerWaits(DataSource superuser, Path file) {
        this.file = file;
        this.thread = Thread.ofPlatform().name("server-waits").daemon().start(() -> look(superuser));
    }

    /**
     * @param file what was seen is written into it at the end
     */
    public static ServerWaits watch(Cluster cluster, Path file) {
        return new ServerWaits(cluster.superuser("postgres"), file);
    }

    private void look(DataSource superuser) {
        try (Connection connection = superuser.getConnection();
                PreparedStatement sessions = connection.prepareStatement(SESSIONS)) {
            while (!over) {
                try (ResultSet rows = sessions.executeQuery()) {
                    while (rows.next()) {
                        samples.merge(rows.getString(1), 1, Integer::sum);
                    }
                }
                Thread.sleep(PAUSE);
            }
        } catch (SQLException | InterruptedException failure) {
            LOG.warn("The server's sessions could not be watched to the end", failure);
        }
    }

    /** Writes the file, what was seen most often first. */
    @Override
    public void close() throws IOException {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        StringBuilder lines = new StringBuilder();
        samples.entrySet()
            .stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .forEach(it -> lines.append(it.getValue()).append(" × ").append(it.getKey()).append('\n'));
        Files.writeString(file, lines);
    }
}

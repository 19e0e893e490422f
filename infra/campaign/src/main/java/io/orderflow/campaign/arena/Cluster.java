package io.orderflow.campaign.arena;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.campaign.child.Databases;
import io.orderflow.servers.DatabaseRole;
import io.orderflow.servers.EmbeddedPostgres;
import io.orderflow.servers.FreePort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A PostgreSQL server with a migrated database for each shard, on a port that it keeps. */
public final class Cluster implements AutoCloseable {
    private final Path directory;
    private final int port = FreePort.any();
    private final List<String> names;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private EmbeddedPostgres server;

    /**
     * @param partitionEvents size of a partition of the log, so small that the campaign needs many
     */
    Cluster(Path directory, int shards, long partitionEvents) throws SQLException {
        this.directory = directory;
        this.names = IntStream.range(0, shards).mapToObj(shard -> "shard_" + shard).toList();
        this.server = EmbeddedPostgres.start(directory, port);
        for (String name : names) {
            server.createDatabase(name);
            migrate(server.dataSource(DatabaseRole.COMMAND, name));
        }
        for (int shard = 0; shard < shards; shard++) {
            pools.add(databases(port).pool(shard));
            usePartitionsOf(shard, partitionEvents);
        }
    }

    /** In place of the one that the migration made; the log is empty. */
    private void usePartitionsOf(int shard, long events) throws SQLException {
        execute(shard, "DROP TABLE event_store.event_live_1, event_store.event_archived_1");
        execute(shard, "UPDATE event_store.log SET partitioned_to = 0, partition_events = " + events);
    }

    /** Last position that has a partition. */
    long partitionedTo(int shard) throws SQLException {
        return query(shard, "SELECT partitioned_to FROM event_store.log").orElse(0);
    }

    /** Makes the partitions that a dump of another cluster needs. */
    void partitionTo(int shard, long position) throws SQLException {
        while (partitionedTo(shard) < position) {
            execute(shard, "SELECT event_store.add_event_partition()");
        }
    }

    private void execute(int shard, String sql) throws SQLException {
        try (Connection connection = pool(shard).getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    int port() {
        return port;
    }

    /**
     * @param throughPort the server's own or a proxy's
     */
    Databases databases(int throughPort) {
        return new Databases(throughPort, server.password(), names);
    }

    public int shards() {
        return names.size();
    }

    /** Straight to the server, as the command side. */
    public DataSource pool(int shard) {
        return pools.get(shard);
    }

    /** Straight to the server, each call a new connection. */
    public synchronized DataSource superuser(int shard) {
        return server.superuserDataSource(names.get(shard));
    }

    /** SIGKILL of the main process. */
    public synchronized void kill() throws InterruptedException {
        server.process().destroyForcibly().waitFor();
    }

    /** On the same data and port, after a kill. */
    public synchronized void restart() {
        server = EmbeddedPostgres.start(directory, port);
    }

    /** SIGKILL of a server process that appends; the main process then ends all others and recovers. */
    public void killBackend() throws SQLException {
        appendingBackend().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** Ends a session that appends, as an administrator does. */
    public void endBackend() throws SQLException {
        OptionalLong pid = appendingBackend();
        if (pid.isPresent()) {
            query(0, "SELECT pg_terminate_backend(" + pid.getAsLong() + ")::int");
        }
    }

    private OptionalLong appendingBackend() throws SQLException {
        return query(0, """
                SELECT pid
                  FROM pg_stat_activity
                 WHERE usename = 'orderflow_command' AND query LIKE '%event_store.append%' AND pid <> pg_backend_pid()
                 ORDER BY state = 'active' DESC
                 LIMIT 1
                """);
    }

    private OptionalLong query(int shard, String sql) throws SQLException {
        try (Connection connection = superuser(shard).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private static void migrate(DataSource database) {
        Flyway.configure()
            .dataSource(database)
            .schemas("event_store")
            .createSchemas(false)
            .locations("classpath:db/event-store")
            .load()
            .migrate();
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        server.close();
    }
}

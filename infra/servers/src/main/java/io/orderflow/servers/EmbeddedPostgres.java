package io.orderflow.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL as a child process, durable (fsync on), reachable from this machine only, whose data survives
 * restarts and kills. The programs come from zonky's library; the life cycle is ours, because there the server is
 * detached, fsync is off, and a server that an earlier, killed process left behind is in the way: here it is stopped
 * before its data is opened.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The applications' database, bootstrapped on every start. */
    public static final String DATABASE = "orderflow";
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration POLL_PAUSE = Duration.ofMillis(25);
    private static final int START_ATTEMPTS_MAX = 20;
    private static final Duration START_PAUSE = Duration.ofMillis(500);

    private final Process process;
    private final int port;
    private final String password;

    private EmbeddedPostgres(Process process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Blocks until the server accepts connections and the database {@value #DATABASE} is bootstrapped.
     *
     * @throws BrokenDataDirectoryException if the data cannot be opened by this version
     * @throws ServerStartException for any other reason that a person can remedy
     */
    public static EmbeddedPostgres start(PostgresSettings settings) {
        try {
            return prepareAndLaunch(settings.normalized());
        } catch (IOException e) {
            throw new ServerStartException("PostgreSQL could not be started: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new ServerStartException("PostgreSQL runs but could not be set up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("The start of PostgreSQL was interrupted.", e);
        }
    }

    public static EmbeddedPostgres start(Path dataDirectory, int port) {
        return start(PostgresSettings.of(dataDirectory, port));
    }

    /** Stops the server that still runs on this data directory, if any, and says whether there was one. */
    public static boolean stopLeftover(Path dataDirectory) throws IOException, InterruptedException {
        Optional<ProcessHandle> leftover = Postmaster.of(dataDirectory.toAbsolutePath().normalize());
        if (leftover.isPresent()) {
            Postmaster.stop(leftover.get());
        }
        return leftover.isPresent();
    }

    public int port() {
        return port;
    }

    /** The server's main process. */
    public Process process() {
        return process;
    }

    /**
     * The password of the superuser {@code postgres} and of each {@link DatabaseRole}; made with the cluster and kept
     * in it.
     */
    public String password() {
        return password;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Not pooled: each call of {@code getConnection} opens one. */
    public DataSource dataSource(DatabaseRole role, String database) {
        return dataSource(role.login(), database);
    }

    public DataSource superuserDataSource(String database) {
        return dataSource(PostgresCluster.SUPERUSER, database);
    }

    /** Makes the database unless it exists, with the roles, schemas and privileges that the applications expect. */
    public void createDatabase(String database) throws SQLException {
        DatabaseBootstrap.createDatabase(superuserDataSource(MAINTENANCE_DATABASE), database);
        DatabaseBootstrap.apply(superuserDataSource(database), password);
    }

    /** Ends all sessions, stops the server cleanly and returns when it has gone; harmless if it has gone already. */
    @Override
    public void close() {
        try {
            Postmaster.stop(process.toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedPostgres prepareAndLaunch(PostgresSettings settings)
            throws IOException, InterruptedException, SQLException {
        stopLeftover(settings.dataDirectory());
        ServerAccount account = ServerAccount.current();
        Path programs = PostgresBinaries.unpackUnder(account.programCache());
        var cluster = new PostgresCluster(settings.dataDirectory(), programs, account);
        cluster.prepare();
        int port = settings.port() == 0 ? FreePort.any() : settings.port();
        List<String> command = OwnSession
            .command(account.command(programs.resolve("bin/postgres"), settings.arguments(port)));
        EmbeddedPostgres postgres = launch(command, settings, port, cluster.password());
        try {
            postgres.createDatabase(DATABASE);
            return postgres;
        } catch (SQLException e) {
            postgres.close();
            throw e;
        }
    }

    /**
     * A killed server's sessions take a moment to notice and hold its memory until then, so that a start can fail at
     * first.
     */
    private static EmbeddedPostgres launch(List<String> command, PostgresSettings settings, int port, String password)
            throws IOException {
        for (int attempt = 1;; attempt++) {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(settings.output())
                .start();
            var postgres = new EmbeddedPostgres(process, port, password);
            if (postgres.becomesReady()) {
                return postgres;
            }
            postgres.close();
            String reason = lastFatalLine(process, settings);
            if (attempt == START_ATTEMPTS_MAX || !reason.contains("still in use")) {
                throw new ServerStartException(
                        "PostgreSQL does not start on " + settings.dataDirectory() + ": " + reason);
            }
            LockSupport.parkNanos(START_PAUSE.toNanos());
        }
    }

    private boolean becomesReady() {
        long begunNanos = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - begunNanos < READY_MAX.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            if (answers()) {
                return true;
            }
            LockSupport.parkNanos(POLL_PAUSE.toNanos());
        }
        return false;
    }

    private boolean answers() {
        try (Connection connection = superuserDataSource(MAINTENANCE_DATABASE).getConnection();
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1") && process.isAlive();
        } catch (SQLException _) {
            return false;
        }
    }

    private static String lastFatalLine(Process process, PostgresSettings settings) throws IOException {
        List<String> lines;
        var file = settings.output().file();
        if (file == null) {
            try (InputStream output = process.getInputStream()) {
                lines = new String(output.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            }
        } else {
            lines = Files.readAllLines(file.toPath(), StandardCharsets.UTF_8);
        }
        return lines.reversed()
            .stream()
            .filter(line -> line.contains("FATAL") || line.contains("PANIC"))
            .findFirst()
            .orElse("no reason given");
    }

    private DataSource dataSource(String user, String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}

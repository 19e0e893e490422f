package io.orderflow.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * @param dataDirectory the cluster, made on the first start
 * @param port 0 takes any free port
 * @param output where the server's log lines go; the caller reads a pipe through {@link EmbeddedPostgres#process}
 */
public record PostgresSettings(Path dataDirectory, int port, ProcessBuilder.Redirect output) {
    private static final List<String> SERVER = List.of(
            // What was acknowledged is on disk.
            "fsync=on", "synchronous_commit=on", "full_page_writes=on",
            // Reached from this machine only, and by TCP only.
            "listen_addresses=127.0.0.1", "unix_socket_directories=", "password_encryption=scram-sha-256",
            // Small: one machine, a handful of pools.
            "max_connections=100", "shared_buffers=64MB", "max_wal_size=512MB", "max_worker_processes=4",
            "io_method=sync", "jit=off", "huge_pages=off",
            // Rare checkpoints: the first change of a page after one writes the whole page to the log of changes.
            "checkpoint_timeout=15min", "wal_buffers=4MB",
            // Data of this size stays in memory: an index costs no seek.
            "random_page_cost=1.1",
            "timezone=UTC", "log_timezone=UTC", "log_line_prefix=%m [%p] %u ",
            "idle_in_transaction_session_timeout=60s");

    public static PostgresSettings of(Path dataDirectory, int port) {
        Path log = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".log");
        return new PostgresSettings(dataDirectory, port, ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** With an absolute path, by which a leftover server of this folder is recognised. */
    PostgresSettings normalized() {
        return new PostgresSettings(dataDirectory.toAbsolutePath().normalize(), port, output);
    }

    List<String> arguments(int actualPort) {
        return Stream
            .concat(Stream.of("-D", dataDirectory.toString(), "-p", Integer.toString(actualPort)),
                    SERVER.stream().flatMap(setting -> Stream.of("-c", setting)))
            .toList();
    }
}

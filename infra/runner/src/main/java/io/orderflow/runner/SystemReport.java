package io.orderflow.runner;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * The running system as {@code up} writes it for the other commands, into {@code run/processes.json}.
 *
 * @param url of the gateway
 * @param ready everything is up and the history is loaded
 * @param postgres how to connect to the database
 * @param kafka how to connect to the broker
 * @param traces address of the trace store
 */
record SystemReport(ProcessIdentity runner, Instant startedAt, boolean ready, URI url, PostgresAddress postgres,
        KafkaAddress kafka, URI traces, List<PartReport> processes) {
    /** @param user a role that may read everything but personal data */
    record PostgresAddress(String jdbcUrl, String user, String password, String host, int port, String database) {
        String psql() {
            return "psql postgresql://%s:%s@%s:%d/%s".formatted(user, password, host, port, database);
        }
    }

    /** @param bootstrapServers host and port */
    record KafkaAddress(String bootstrapServers) {
        String kcat() {
            return "kcat -b " + bootstrapServers + " -C -t orders.events.v1 -o beginning -e -f '%k %h\\n'";
        }
    }
}

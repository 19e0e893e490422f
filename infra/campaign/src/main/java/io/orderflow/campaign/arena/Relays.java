package io.orderflow.campaign.arena;

import io.orderflow.campaign.child.Databases;
import io.orderflow.campaign.child.RelayProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The relay processes: of each shard one leads, the others stand by. */
public final class Relays {
    /** What a leading relay's threads are named after its shard. */
    private static final List<String> WORKERS = List.of("", "-reader", "-progress", "-lease", "-transactions");
    private static final int HEAP_MEGABYTES_MAX = 192;

    private final Path logs;
    private final String bootstrapServers;
    private final String topic;
    private final Duration lease;
    private final List<Relay> slots = new ArrayList<>();
    private int starts;

    private record Relay(String holder, Child process) {}

    /**
     * What the relay says of itself in the database.
     *
     * @param epoch of the leader that published last
     * @param position up to which the topic is complete
     * @param head of the log at the same moment
     */
    public record Reading(long epoch, long position, long head) {
        public long lag() {
            return Math.max(0, head - position);
        }
    }

    Relays(Path logs, String bootstrapServers, String topic, Duration lease) {
        this.logs = logs;
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.lease = lease;
    }

    public void start(int processes, Databases databases) {
        slots.clear();
        for (int slot = 0; slot < processes; slot++) {
            slots.add(launch(slot, databases));
        }
    }

    public int size() {
        return slots.size();
    }

    /** One of the threads that publish a shard meets an {@link Error}. */
    public void strike(int slot, int shard, int which) {
        String worker = "relay-" + shard + WORKERS.get(which % WORKERS.size());
        slots.get(slot).process().order(List.of(RelayProcess.STRIKE + worker));
    }

    /** SIGKILL. */
    public void kill(int slot) {
        slots.get(slot).process().kill();
    }

    public void restart(int slot, Databases databases) {
        slots.set(slot, launch(slot, databases));
    }

    Child process(int slot) {
        return slots.get(slot).process();
    }

    /** The process whose lease runs; empty while there is none. */
    public OptionalInt leader(Cluster cluster, int shard) {
        try (Connection connection = cluster.pool(shard).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT holder
                          FROM event_store.leader
                         WHERE task LIKE 'relay-%' AND lease_until > clock_timestamp()
                        """)) {
            String holder = row.next() ? row.getString(1) : "";
            for (int slot = 0; slot < slots.size(); slot++) {
                if (slots.get(slot).holder().equals(holder)) {
                    return OptionalInt.of(slot);
                }
            }
            return OptionalInt.empty();
        } catch (SQLException _) {
            return OptionalInt.empty();
        }
    }

    /**
     * @throws SQLException while the database is away
     */
    public Reading reading(Cluster cluster, int shard) throws SQLException {
        try (Connection connection = cluster.pool(shard).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT coalesce((SELECT epoch FROM event_store.relay_position), 0),
                               coalesce((SELECT position FROM event_store.relay_position), 0),
                               (SELECT position FROM event_store.log_head)
                        """)) {
            row.next();
            return new Reading(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    /** Returns when all have stopped cleanly. */
    public void stop() {
        slots.forEach(it -> it.process().order(List.of(RelayProcess.STOP)));
        slots.forEach(it -> it.process().awaitEnd());
    }

    void kill() {
        slots.forEach(it -> it.process().kill());
    }

    private Relay launch(int slot, Databases databases) {
        String holder = "relay-" + slot + "." + ++starts;
        Child child = Child.start("relay-" + slot, RelayProcess.class,
                List.of(databases.argument(), bootstrapServers, topic, Long.toString(lease.toMillis()), holder),
                HEAP_MEGABYTES_MAX, logs, _ -> {
                });
        return new Relay(holder, child);
    }
}

package io.orderflow.campaign.arena;

import io.orderflow.campaign.child.BusyProcess;
import io.orderflow.campaign.child.Databases;
import io.orderflow.campaign.oracle.Findings;
import io.orderflow.campaign.oracle.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Everything that a campaign runs, on servers of its own. Faults are struck by one thread; readings are taken by any.
 */
public final class Arena implements AutoCloseable {
    public static final String TOPIC = "campaign.events";
    private static final int BUSY_HEAP_MEGABYTES_MAX = 16;

    private final Path data;
    private final Size size;
    private final Guardian guardian;
    private final Broker broker;
    private final Proxy appendersProxy;
    private final Proxy relaysProxy;
    private final Appenders appenders;
    private final Relays relays;
    private final Path logs;
    private volatile Cluster cluster;

    /**
     * How much of everything.
     *
     * @param callers of each appender
     * @param eventsPerSecond of all appenders together; 0 for as many as the store takes
     * @param lease of the relay
     * @param partitionEvents of a partition of the log
     */
    public record Size(int shards, int appenders, int callers, int eventsPerSecond, int relays, Duration lease,
            long partitionEvents) {}

    /**
     * Starts the servers only.
     *
     * @param folder of the run; its sub-folder {@code data} goes at the end unless it is kept
     */
    public Arena(Path folder, boolean keep, Size size, Journal journal, Findings findings)
            throws IOException, SQLException {
        this.size = size;
        data = Files.createDirectories(folder.resolve("data"));
        logs = folder.resolve("logs");
        guardian = new Guardian(data, folder.resolve("program"), keep);
        try {
            cluster = new Cluster(data.resolve("postgres"), size.shards(), size.partitionEvents());
            broker = new Broker(data.resolve("kafka"), logs);
        } catch (RuntimeException | SQLException failure) {
            guardian.close();
            throw failure;
        }
        appendersProxy = new Proxy(cluster.port());
        relaysProxy = new Proxy(cluster.port());
        int each = size.eventsPerSecond() == 0 ? 0 : Math.max(1, size.eventsPerSecond() / size.appenders());
        appenders = new Appenders(journal, findings, logs, size.callers(), each);
        relays = new Relays(logs, broker.bootstrapServers(), TOPIC, size.lease());
    }

    public void startProcesses() {
        relays.start(size.relays(), relaysDatabases());
        appenders.start(size.appenders(), appendersDatabases());
    }

    public Size size() {
        return size;
    }

    public Cluster cluster() {
        return cluster;
    }

    public Broker broker() {
        return broker;
    }

    public Appenders appenders() {
        return appenders;
    }

    public Relays relays() {
        return relays;
    }

    /** Between the appenders and PostgreSQL. */
    public Proxy appendersProxy() {
        return appendersProxy;
    }

    /** Between the relays and PostgreSQL. */
    public Proxy relaysProxy() {
        return relaysProxy;
    }

    public Databases appendersDatabases() {
        return cluster.databases(appendersProxy.port());
    }

    public Databases relaysDatabases() {
        return cluster.databases(relaysProxy.port());
    }

    /** Another program takes every processor for as long. */
    public void takeCores(Duration most) {
        Child busy = Child.start("busy", BusyProcess.class, List.of(), BUSY_HEAP_MEGABYTES_MAX, logs, _ -> {
        });
        Await.sleep(most);
        busy.kill();
    }

    /** SIGSTOP; {@link #resumeRelay} undoes it, and so does the end of the campaign. */
    public void pauseRelay(int slot) {
        guardian.isStopped(relays.process(slot));
        relays.process(slot).pause();
    }

    /** SIGCONT. */
    public void resumeRelay(int slot) {
        relays.process(slot).resume();
        guardian.runsAgain();
    }

    /**
     * Dumps every database into files, throws the cluster away and goes on with a new one that was made from them.
     * Nothing may append meanwhile.
     */
    public void moveToRestoredCluster() throws SQLException, IOException {
        Cluster former = cluster;
        long[] partitionedTo = new long[size.shards()];
        for (int shard = 0; shard < size.shards(); shard++) {
            partitionedTo[shard] = former.partitionedTo(shard);
            Dump.write(former.superuser(shard), dump(shard));
        }
        former.close();
        Cluster restored = new Cluster(data.resolve("restored"), size.shards(), size.partitionEvents());
        cluster = restored;
        for (int shard = 0; shard < size.shards(); shard++) {
            restored.partitionTo(shard, partitionedTo[shard]);
            Dump.restore(dump(shard), restored.superuser(shard));
        }
        appendersProxy.retarget(restored.port());
        relaysProxy.retarget(restored.port());
    }

    private Path dump(int shard) {
        return data.resolve("dump").resolve("shard-" + shard);
    }

    /** Ends all processes and removes the data unless it is kept. */
    @Override
    public void close() {
        appenders.kill();
        relays.kill();
        appendersProxy.close();
        relaysProxy.close();
        broker.close();
        cluster.close();
        guardian.close();
    }
}

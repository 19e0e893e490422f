package io.orderflow.campaign.fault;

import io.orderflow.campaign.arena.Arena;
import io.orderflow.campaign.arena.Await;
import io.orderflow.campaign.arena.ForeignSessions;
import io.orderflow.campaign.arena.Proxy;
import io.orderflow.campaign.arena.Relays;
import io.orderflow.campaign.arena.StuckException;
import io.orderflow.campaign.oracle.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Strikes one fault after the other, heals it and waits until appends and the relay go on. Used by one thread. */
public final class Agent implements AutoCloseable {
    /** How long answers get lost before a connection is cut. */
    private static final Duration DEAF = Duration.ofMillis(60);
    private static final int DELAYS_PER_FAULT = 20;

    private final Arena arena;
    private final Journal journal;
    private @Nullable Connection longTransaction;

    public Agent(Arena arena, Journal journal) {
        this.arena = arena;
        this.journal = journal;
    }

    /**
     * @throws StuckException when the system does not recover
     */
    public Struck strike(Fault fault) throws SQLException, InterruptedException {
        long events = journal.count(Journal.Outcome.ACKNOWLEDGED_EVENTS);
        int shard = fault.target() % arena.size().shards();
        long struckNanos = System.nanoTime();
        Duration takeOver = inflict(fault, shard);
        long healedNanos = System.nanoTime();
        CompletableFuture<Long> append = journal.nextAcknowledged();
        Duration untilAppend = Duration.ofNanos(await(fault, append) - healedNanos);
        awaitPublication(fault, shard);
        Duration untilPublished = Duration.ofNanos(System.nanoTime() - healedNanos);
        return new Struck(fault, events, Duration.ofNanos(healedNanos - struckNanos), untilAppend, untilPublished,
                takeOver);
    }

    private @Nullable Duration inflict(Fault fault, int shard) throws SQLException, InterruptedException {
        switch (fault.kind()) {
            case KILL_APPENDER -> killAppender(fault);
            case KILL_LEADER, PAUSE_LEADER -> {
                return strikeLeader(fault, shard);
            }
            case KILL_STANDBY -> killStandby(fault, shard);
            case KILL_BROKER -> killBroker(fault);
            case KILL_POSTGRES -> killPostgres(fault);
            case KILL_BACKEND -> arena.cluster().killBackend();
            case END_BACKEND -> arena.cluster().endBackend();
            case CUT_APPENDERS -> cut(arena.appendersProxy(), fault);
            case CUT_RELAYS -> cut(arena.relaysProxy(), fault);
            case CUT_KAFKA -> cut(arena.broker().proxy(), fault);
            case DELAY_APPENDERS -> delay(arena.appendersProxy(), fault);
            case DELAY_RELAYS -> delay(arena.relaysProxy(), fault);
            case DELAY_KAFKA -> delay(arena.broker().proxy(), fault);
            case FOREIGN_WRITER -> hold(ForeignSessions.writer(arena.cluster(), shard), fault);
            case FOREIGN_READER -> hold(ForeignSessions.reader(arena.cluster(), shard), fault);
            case FOREIGN_LONG -> openLongTransaction(shard);
            case ERROR_IN_APPENDER -> arena.appenders().strike(fault.target() % arena.appenders().size());
            case ERROR_IN_RELAY -> arena.relays().strike(leader(shard), shard, fault.target());
            case CORES_TAKEN -> arena.takeCores(fault.duration());
        }
        return null;
    }

    private void killAppender(Fault fault) {
        int slot = fault.target() % arena.appenders().size();
        arena.appenders().kill(slot);
        Await.sleep(fault.duration());
        arena.appenders().restart(slot, arena.appendersDatabases());
    }

    private @Nullable Duration strikeLeader(Fault fault, int shard) {
        int slot = leader(shard);
        long epoch = reading(shard).epoch();
        long struckNanos = System.nanoTime();
        boolean paused = fault.kind() == FaultKind.PAUSE_LEADER;
        if (paused) {
            arena.pauseRelay(slot);
        } else {
            arena.relays().kill(slot);
        }
        Duration takeOver = arena.relays().size() > 1 ? awaitNextLeader(shard, epoch, struckNanos) : null;
        if (paused) {
            Duration rest = fault.duration().minusNanos(System.nanoTime() - struckNanos);
            Await.sleep(rest.isNegative() ? Duration.ZERO : rest);
            arena.resumeRelay(slot);
        } else {
            arena.relays().restart(slot, arena.relaysDatabases());
        }
        return takeOver;
    }

    private Duration awaitNextLeader(int shard, long epoch, long sinceNanos) {
        Await.until("another relay published", () -> reading(shard).epoch() > epoch);
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    private void killStandby(Fault fault, int shard) {
        int slot = (leader(shard) + 1) % arena.relays().size();
        arena.relays().kill(slot);
        Await.sleep(fault.duration());
        arena.relays().restart(slot, arena.relaysDatabases());
    }

    private void killBroker(Fault fault) {
        arena.broker().kill();
        Await.sleep(fault.duration());
        arena.broker().restart();
    }

    private void killPostgres(Fault fault) throws InterruptedException {
        arena.cluster().kill();
        Await.sleep(fault.duration());
        arena.cluster().restart();
    }

    private static void cut(Proxy proxy, Fault fault) throws InterruptedException {
        proxy.cut(DEAF);
        Await.sleep(fault.duration());
        proxy.heal();
    }

    private static void delay(Proxy proxy, Fault fault) {
        proxy.delay(fault.duration().dividedBy(DELAYS_PER_FAULT));
        Await.sleep(fault.duration());
        proxy.heal();
    }

    private static void hold(Connection session, Fault fault) {
        Await.sleep(fault.duration());
        ForeignSessions.end(session);
    }

    /** The one before ends now. */
    private void openLongTransaction(int shard) throws SQLException {
        close();
        longTransaction = ForeignSessions.writer(arena.cluster(), shard);
    }

    private int leader(int shard) {
        int[] leader = new int[1];
        Await.until("a relay led", () -> {
            var slot = arena.relays().leader(arena.cluster(), shard);
            leader[0] = slot.orElse(0);
            return slot.isPresent();
        });
        return leader[0];
    }

    private Relays.Reading reading(int shard) {
        Relays.Reading[] reading = new Relays.Reading[1];
        Await.until("the database answered", () -> {
            try {
                reading[0] = arena.relays().reading(arena.cluster(), shard);
                return true;
            } catch (SQLException _) {
                return false;
            }
        });
        return reading[0];
    }

    private void awaitPublication(Fault fault, int shard) {
        long before = reading(shard).position();
        Await.until("the relay published again after fault " + fault.number() + ", " + fault.kind(),
                () -> reading(shard).position() > before);
    }

    private static long await(Fault fault, CompletableFuture<Long> append) throws InterruptedException {
        try {
            return append.get(Await.MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            throw new StuckException("more than " + Await.MAX.toSeconds()
                    + " s went by until an append was acknowledged after fault " + fault.number() + ", "
                    + fault.kind());
        }
    }

    /** Ends what a fault left open on purpose. */
    @Override
    public void close() {
        Connection open = longTransaction;
        longTransaction = null;
        if (open != null) {
            ForeignSessions.end(open);
        }
    }
}

package io.orderflow.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.Appends;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.EventStoreConformance;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.StoreDatabase;
import io.orderflow.eventstore.StoreOverloadedException;
import io.orderflow.eventstore.StoreUnavailableException;
import io.orderflow.worker.Workers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventStoreTest extends EventStoreConformance {
    private static final ExpectedVersion NEW = new ExpectedVersion.NoStream();
    private static StoreDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = new StoreDatabase();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void emptyTheStore() throws SQLException {
        execute("TRUNCATE event_store.event, event_store.stream, event_store.command_outcome, event_store.snapshot, event_store.leader");
    }

    @Override
    protected EventStore openStore() {
        return new PostgresEventStore(new Workers(), database.pool(), StoreSettings.DEFAULT, StoreObserver.NONE);
    }

    @Override
    protected void closeStore(EventStore opened) {
        ((PostgresEventStore) opened).close();
    }

    @Test
    void aForeignTransactionThatStaysOpenHidesNothing() throws SQLException {
        try (PostgresEventStore store = (PostgresEventStore) openStore();
                Connection foreign = database.pool().getConnection()) {
            foreign.setAutoCommit(false);
            try (Statement statement = foreign.createStatement()) {
                statement.execute("INSERT INTO event_store.leader VALUES ('foreign', 1, 'foreign', now())");
            }
            store.append(Appends.to("order-1", NEW, 1)).join();
            store.append(Appends.to("order-2", NEW, 1)).join();

            assertThat(store.readLog(0, 10)).extracting(RecordedEvent::position).containsExactly(1L, 2L);
            foreign.rollback();
        }
    }

    @Test
    void whatIsRememberedIsWhatIsStored() {
        try (PostgresEventStore store = (PostgresEventStore) openStore();
                PostgresEventStore other = (PostgresEventStore) openStore()) {
            store.append(Appends.to("order-1", NEW, 3)).join();
            store.append(Appends.one("order-2", NEW, "{ \"b\": 1.50, \"a\": \"\u00e4\" }")).join();
            store.append(Appends.to("order-1", new ExpectedVersion.Exactly(3), 2)).join();

            assertThat(store.recentEvents(0, 10)).hasSize(6).isEqualTo(other.readLog(0, 10));
            assertThat(other.recentEvents(0, 10)).isEmpty();

            other.append(Appends.to("order-3", NEW, 1)).join();
            assertThat(store.recentEvents(6, 10)).isEmpty();
            assertThat(store.nextEvents(6, 10)).isEqualTo(other.recentEvents(6, 10)).hasSize(1);
            assertThat(store.nextEvents(0, 10)).as("its own, then the other's").hasSize(6);
            assertThat(store.readLog(0, 10)).hasSize(7);
            assertThat(store.nextEvents(7, 10)).isEmpty();
        }
    }

    @Test
    void anInstanceThatHoldsThePositionsWaitsForNobodyButItsTransaction() throws SQLException {
        try (PostgresEventStore store = (PostgresEventStore) openStore();
                Connection foreign = database.pool().getConnection()) {
            foreign.setAutoCommit(false);
            try (Statement statement = foreign.createStatement()) {
                statement.execute("SELECT shard FROM event_store.log FOR UPDATE");
            }
            CompletableFuture<AppendResult> waiting = store.append(Appends.to("order-1", NEW, 1));
            assertThat(store.readLog(0, 10)).isEmpty();
            foreign.rollback();

            assertThat(waiting.join()).isInstanceOf(AppendResult.Appended.class);
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndLosesNothing() throws SQLException {
        StoreSettings small = new StoreSettings(5, 2, 10);
        try (var store = new PostgresEventStore(new Workers(), database.pool(), small, StoreObserver.NONE);
                Connection foreign = database.pool().getConnection()) {
            foreign.setAutoCommit(false);
            try (Statement statement = foreign.createStatement()) {
                statement.execute("SELECT shard FROM event_store.log FOR UPDATE");
            }
            List<CompletableFuture<AppendResult>> all = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                all.add(store.append(Appends.to("order-" + n, NEW, 1)));
            }
            assertThat(store.queueSaturation()).isEqualTo(1);
            foreign.rollback();

            Awaitility.await().until(() -> all.stream().allMatch(CompletableFuture::isDone));
            long stored = all.stream().filter(it -> !it.isCompletedExceptionally()).count();
            assertThat(stored).isBetween(5L, 12L);
            assertThat(store.headPosition()).isEqualTo(stored);
            assertThatThrownBy(all.getLast()::join).hasCauseInstanceOf(StoreOverloadedException.class);
        }
    }

    @Test
    void whatNobodyWaitsForIsNotSentAndWhatWasSentCannotBeWithdrawn() throws SQLException {
        try (PostgresEventStore store = (PostgresEventStore) openStore();
                Connection foreign = database.pool().getConnection()) {
            foreign.setAutoCommit(false);
            try (Statement statement = foreign.createStatement()) {
                statement.execute("SELECT shard FROM event_store.log FOR UPDATE");
            }
            CompletableFuture<AppendResult> sent = store.append(Appends.to("order-1", NEW, 1));
            Awaitility.await().until(() -> anAppendWaitsForTheLog(foreign));
            CompletableFuture<AppendResult> withdrawn = store.append(Appends.to("order-2", NEW, 1));
            CompletableFuture<AppendResult> behind = store.append(Appends.to("order-2", NEW, 2));

            assertThat(sent.cancel(false)).isFalse();
            assertThat(withdrawn.cancel(false)).isTrue();
            assertThat(withdrawn.cancel(false)).isFalse();
            foreign.rollback();

            assertThat(sent.join()).isInstanceOf(AppendResult.Appended.class);
            assertThat(behind.join()).isInstanceOf(AppendResult.Appended.class);
            assertThat(withdrawn).isCancelled();
            assertThat(store.streamVersion("order-2")).isEqualTo(2);
            assertThat(behind.cancel(false)).isFalse();
        }
    }

    private static boolean anAppendWaitsForTheLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")) {
            return waiting.next();
        }
    }

    /** As after a failover to a standby that lagged, or the restore of an older backup. */
    @Test
    void aLogThatHasLostItsEndIsRefusedAlsoOnANewConnection() throws SQLException {
        Workers workers = new Workers();
        try (var store = new PostgresEventStore(workers, database.pool(), StoreSettings.DEFAULT, StoreObserver.NONE)) {
            store.append(Appends.to("order-1", NEW, 1)).join();
            store.append(Appends.to("order-2", NEW, 2)).join();
            asSuperuser("DELETE FROM event_store.event_live WHERE position > 1");

            assertRefused(store.append(Appends.to("order-3", NEW, 1)), "OF001");
            terminateIdleAppenders();
            Awaitility.await().untilAsserted(() -> assertRefused(store.append(Appends.to("order-4", NEW, 1)), "OF001"));
            assertThat(workers.statuses().getFirst().problem()).contains("not the log that was written before");
            assertThat(store.headPosition()).isEqualTo(1);
        }
    }

    private static void assertRefused(CompletableFuture<AppendResult> append, String sqlState) {
        assertThatThrownBy(append::join).hasCauseInstanceOf(StoreUnavailableException.class)
            .rootCause()
            .extracting(it -> ((SQLException) it).getSQLState())
            .isEqualTo(sqlState);
    }

    @Test
    void aLostConnectionIsReportedAndReplaced() throws SQLException {
        try (PostgresEventStore store = (PostgresEventStore) openStore()) {
            store.append(Appends.to("order-1", NEW, 1)).join();
            terminateIdleAppenders();

            CompletableFuture<AppendResult> lost = store.append(Appends.to("order-2", NEW, 1));
            assertThatThrownBy(lost::join).hasCauseInstanceOf(StoreUnavailableException.class);

            assertThat(store.append(Appends.to("order-3", NEW, 1)).join()).isInstanceOf(AppendResult.Appended.class);
            assertThat(store.readLog(0, 10)).extracting(RecordedEvent::streamId).containsExactly("order-1", "order-3");
        }
    }

    @Test
    void settingsOutsideTheirRangeAreRefusedByName() {
        assertThatThrownBy(() -> new StoreSettings(0, 1, 1)).hasMessageContaining("queueAppendsMax");
        assertThatThrownBy(() -> new StoreSettings(1, 10_001, 1)).hasMessageContaining("batchAppendsMax");
        assertThatThrownBy(() -> new StoreSettings(1, 1, 0)).hasMessageContaining("batchEventsMax");
    }

    private static void terminateIdleAppenders() throws SQLException {
        asSuperuser("""
                SELECT pg_terminate_backend(pid)
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%event_store.append%'
                """);
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection superuser = database.database().superuserDataSource().getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package io.orderflow.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.Appends;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.StoreDatabase;
import io.orderflow.worker.Workers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps a log of any size small where it is written: partitions, archive, expiry. */
class LogGrowthTest {
    private static final ExpectedVersion NEW = new ExpectedVersion.NoStream();
    private static final ExpectedVersion ANY = new ExpectedVersion.Any();
    private static final int PARTITION_EVENTS = 10;
    private static final MaintenanceSettings SETTINGS = new MaintenanceSettings(Duration.ofMinutes(1),
            Duration.ofHours(24), Duration.ofHours(6), Duration.ofSeconds(1), List.of("OrderRejected"));

    private StoreDatabase database;
    private PostgresEventStore store;
    private StoreMaintenance maintenance;

    @BeforeEach
    void openAStoreOfSmallPartitions() throws SQLException {
        database = new StoreDatabase();
        execute("DROP TABLE event_store.event_live_1, event_store.event_archived_1");
        execute("UPDATE event_store.log SET partition_events = " + PARTITION_EVENTS + ", partitioned_to = 0");
        store = new PostgresEventStore(new Workers(), database.pool(), StoreSettings.DEFAULT, StoreObserver.NONE);
        maintenance = new StoreMaintenance(new Workers(), database.pool(), SETTINGS);
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Test
    void anAppendMakesThePartitionsThatMaintenanceDidNotMake() throws SQLException {
        append("order-1", 35);
        append("order-2", 3);

        assertThat(positions()).containsExactlyElementsOf(LongStream.rangeClosed(1, 38).boxed().toList());
        assertThat(partitions("event_live")).isEqualTo(4);
        assertThat(store.readStream("order-1", 1, 100)).extracting(RecordedEvent::version)
            .containsExactlyElementsOf(LongStream.rangeClosed(1, 35).boxed().toList());
        assertThat(store.headPosition()).isEqualTo(38);
    }

    @Test
    void maintenanceMakesThePartitionBeforeItIsNeeded() throws SQLException {
        append("order-1", 6);
        maintenance.runOnce();
        maintenance.runOnce();

        assertThat(partitions("event_live")).isEqualTo(2);
        assertThat(partitions("event_archived")).isEqualTo(2);
    }

    @Test
    void positionsGoOnWhenThePartitionChangesUnderTwoStores() {
        try (var other = new PostgresEventStore(new Workers(), database.pool(), StoreSettings.DEFAULT,
                StoreObserver.NONE)) {
            for (int n = 0; n < 15; n++) {
                append("order-" + n, 2);
                assertThat(other.append(Appends.to("stock-" + n, NEW, 1)).join())
                    .isInstanceOf(AppendResult.Appended.class);
            }
        }

        assertThat(positions()).containsExactlyElementsOf(LongStream.rangeClosed(1, 45).boxed().toList());
    }

    @Test
    void closedStreamsAreArchivedAndReadAsBefore() throws SQLException {
        for (int n = 0; n < 20; n++) {
            append("order-" + n, 2);
            closeStream("order-" + n);
        }
        append("open", 1);
        List<RecordedEvent> before = store.readLog(0, 1_000);
        letEventsAge();

        StoreMaintenance.Report report = maintenance.runOnce();

        assertThat(report.archived()).isEqualTo(20);
        assertThat(store.readLog(0, 1_000)).extracting(RecordedEvent::eventId)
            .containsExactlyElementsOf(before.stream().map(RecordedEvent::eventId).toList());
        assertThat(store.readStream("order-7", 1, 10)).hasSize(3);
        assertThat(store.load("order-7", 10).events()).hasSize(3);
        assertThat(store.streamVersion("order-7")).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM event_store.event_live")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM event_store.event_archived")).isEqualTo(60);
        assertThat(maintenance.runOnce().archived()).isZero();
        assertThat(partitions("event_live")).as("emptied partitions are gone").isLessThanOrEqualTo(2);
        append("new", 1);
        assertThat(store.headPosition()).isEqualTo(62);
        closeStream("open");
        append("new", 1);
        letEventsAge();
        assertThat(maintenance.runOnce().archived()).as("closed after the round before").isEqualTo(1);
    }

    @Test
    void anArchivedStreamTakesNoFurtherEvents() throws SQLException {
        closeStream("order-1");
        append("open", 1);
        letEventsAge();
        maintenance.runOnce();

        assertThat(store.append(Appends.to("order-1", new ExpectedVersion.Exactly(1), 1)).join())
            .isEqualTo(new AppendResult.Archived("order-1"));
        assertThat(store.append(Appends.to("order-1", ANY, 1)).join())
            .isEqualTo(new AppendResult.Archived("order-1"));
        assertThat(store.headPosition()).isEqualTo(2);
    }

    @Test
    void theLastEventStaysLiveAndAStreamThatWentOnStaysToo() throws SQLException {
        closeStream("went-on");
        append("went-on", 1);
        closeStream("last");
        letEventsAge();

        assertThat(maintenance.runOnce().archived()).isZero();
        assertThat(append("next", 1).lastPosition()).isEqualTo(4);
    }

    @Test
    void youngStreamsAreNotArchived() {
        closeStream("order-1");
        append("open", 1);

        var hourly = new StoreMaintenance(new Workers(), database.pool(), new MaintenanceSettings(Duration.ofMinutes(1),
                Duration.ofHours(24), Duration.ofHours(6), Duration.ofHours(1), List.of("OrderRejected")));

        assertThat(hourly.runOnce().archived()).isZero();
    }

    @Test
    void aCommandIsKnownInAFormerGenerationAndForgottenWhenItHasExpired() throws SQLException {
        AppendRequest.Command command = Appends.command(UUID.randomUUID(), "hash", "reply");
        store.append(Appends.to("order-1", NEW, 1, command)).join();
        execute("UPDATE event_store.command_outcome_generation SET started_at = now() - interval '7 hours'");
        maintenance.runOnce();
        assertThat(store.append(Appends.to("order-2", NEW, 1, command)).join())
            .isEqualTo(new AppendResult.Duplicate(command.commandId()));
        assertThat(store.findOutcome(command.commandId())).isPresent();

        execute("UPDATE event_store.command_outcome_generation SET ended_at = now() - interval '25 hours' WHERE ended_at IS NOT NULL");
        assertThat(maintenance.runOnce().dropped()).isEqualTo(1);

        assertThat(store.findOutcome(command.commandId())).isEmpty();
        assertThat(partitions("command_outcome")).isEqualTo(1);
        assertThat(store.append(Appends.to("order-2", NEW, 1, command)).join())
            .isInstanceOf(AppendResult.Appended.class);
    }

    @Test
    void aReaderThatHoldsThePartitionDelaysItsDroppingAndNothingElse() throws SQLException {
        execute("UPDATE event_store.command_outcome_generation SET started_at = now() - interval '7 hours'");
        maintenance.runOnce();
        execute("UPDATE event_store.command_outcome_generation SET ended_at = now() - interval '25 hours' WHERE ended_at IS NOT NULL");
        try (Connection reader = database.pool().getConnection(); Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM event_store.command_outcome");

            assertThat(maintenance.runOnce().dropped()).isZero();
            append("order-1", 1);
            reader.rollback();
        }

        assertThat(maintenance.runOnce().dropped()).isEqualTo(1);
    }

    private AppendResult.Appended append(String stream, int events) {
        return (AppendResult.Appended) store.append(Appends.to(stream, ANY, events)).join();
    }

    private void closeStream(String stream) {
        NewEvent closing = new NewEvent(UUID.randomUUID(), "OrderRejected", 1, "{}", "{}");
        store.append(new AppendRequest(stream, "Order", ANY, List.of(closing), null)).join();
    }

    private void letEventsAge() throws SQLException {
        execute("UPDATE event_store.event SET recorded_at = recorded_at - interval '1 minute'");
    }

    private List<Long> positions() {
        List<Long> positions = new ArrayList<>();
        List<RecordedEvent> page = store.readLog(0, 7);
        while (!page.isEmpty()) {
            page.forEach(event -> positions.add(event.position()));
            page = store.readLog(page.getLast().position(), 7);
        }
        return positions;
    }

    private long partitions(String parent) throws SQLException {
        return number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'event_store." + parent + "'::regclass");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

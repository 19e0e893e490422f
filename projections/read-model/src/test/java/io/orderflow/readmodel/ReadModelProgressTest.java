package io.orderflow.readmodel;

import io.orderflow.contract.KafkaPartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestDatabase;
import io.orderflow.testservers.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two partitions; the streams are named by the partition that Kafka gives them. */
class ReadModelProgressTest {
    private static final int PARTITIONS = 2;
    private final TestDatabase database = TestServers.postgres().createDatabase();
    private final ReadModelProgress progress = new ReadModelProgress(database.dataSource(DatabaseRole.QUERY));
    private long head;

    @BeforeEach
    void migrate() {
        migrate(DatabaseRole.COMMAND, "event_store", "db/event-store");
        migrate(DatabaseRole.PROJECTIONS, "read_model", "db/read-model");
    }

    private void migrate(DatabaseRole role, String schema, String location) {
        Flyway.configure()
            .dataSource(database.dataSource(role))
            .schemas(schema)
            .locations("classpath:" + location)
            .createSchemas(false)
            .load()
            .migrate();
    }

    @Test
    void nothingLagsInAnEmptySystem() throws Exception {
        ProjectionProgress read = read();

        assertThat(read.position()).isZero();
        assertThat(read.lagEvents()).isZero();
        assertThat(read.lag()).isZero();
        assertThat(read.reached(0)).isTrue();
    }

    @Test
    void aProjectionThatHandledAllThatWasPublishedHasReachedTheRelaysPosition() throws Exception {
        append(0, 60);
        append(1, 60);
        relay(2);
        handled(0, 1, 1);
        handled(1, 2, 1);

        ProjectionProgress read = read();

        assertThat(read.position()).isEqualTo(2);
        assertThat(read.reached(2)).isTrue();
        assertThat(read.reached(3)).isFalse();
        assertThat(read.lagEvents()).isZero();
        assertThat(read.lag()).isZero();
    }

    @Test
    void eventsThatAreNotInKafkaCountAsLag() throws Exception {
        append(0, 60);
        relay(1);
        handled(0, 1, 1);
        handled(1, 0, 0);
        append(1, 30);

        ProjectionProgress read = read();

        assertThat(read.position()).isEqualTo(1);
        assertThat(read.unpublishedEvents()).isEqualTo(1);
        assertThat(read.lagEvents()).isEqualTo(1);
        assertThat(read.lag()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(50));
    }

    @Test
    void theLagIsTheAgeOfTheOldestMissingEventOfThePartition() throws Exception {
        append(0, 500);
        append(1, 400);
        append(0, 300);
        append(1, 200);
        relay(4);
        handled(0, 3, 2);
        handled(1, 2, 1);

        ProjectionProgress read = read();

        assertThat(read.position()).isEqualTo(3);
        assertThat(read.lagEvents()).isEqualTo(1);
        assertThat(read.partitions().get(0).lag()).isZero();
        assertThat(read.partitions().get(1).lag()).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(250));
    }

    @Test
    void aQuietPartitionDoesNotHoldThePositionBack() throws Exception {
        append(1, 900);
        for (int i = 0; i < 50; i++) {
            append(0, 100);
        }
        relay(51);
        handled(0, 51, 50);
        handled(1, 1, 1);
        assertThat(read().position()).isEqualTo(51);

        append(1, 5);
        relay(52);

        ProjectionProgress read = read();
        assertThat(read.position()).isEqualTo(51);
        assertThat(read.lag()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
        assertThat(progress.position(ReadModel.ORDER_DETAIL)).isEqualTo(51);
    }

    @Test
    void aProjectionThatNeverRanMissesEverything() throws Exception {
        append(0, 700);
        append(1, 60);
        relay(2);

        ProjectionProgress read = read();

        assertThat(read.position()).isZero();
        assertThat(read.lagEvents()).isEqualTo(2);
        assertThat(read.lag()).isBetween(Duration.ofSeconds(700), Duration.ofSeconds(750));
        assertThat(read.lastCommit()).isEmpty();
    }

    @Test
    void aBacklogLongerThanOneSearchIsSearchedOverSeveralReadings() throws Exception {
        int events = OldestMissing.SCAN_EVENTS_MAX + 500;
        execute("""
                INSERT INTO event_store.event
                SELECT n, '%s', 'Order', n, gen_random_uuid(), 'X', 1, '{}', '{}', clock_timestamp() - interval '900 s'
                  FROM generate_series(1, %d) n
                """.formatted(stream(0), events));
        head = events;
        append(1, 100);
        execute("INSERT INTO event_store.relay_progress VALUES (0, 0, %d, 0, %d), (0, 1, %d, 0, 1)".formatted(events,
                events, head));
        execute("INSERT INTO event_store.relay_position VALUES (0, %d, 1, clock_timestamp())".formatted(head));
        handled(0, events, events);
        handled(1, 0, 0);

        assertThat(read().position()).isGreaterThanOrEqualTo(OldestMissing.SCAN_EVENTS_MAX).isLessThan(events);
        ProjectionProgress read = read();

        assertThat(read.position()).isEqualTo(events);
        assertThat(read.lag()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(150));
    }

    private ProjectionProgress read() throws SQLException {
        return progress.read().of(ReadModel.ORDER_DETAIL);
    }

    private static String stream(int partition) {
        for (int i = 0;; i++) {
            if (KafkaPartition.of("order-" + i, PARTITIONS) == partition) {
                return "order-" + i;
            }
        }
    }

    private void append(int partition, int ageSeconds) throws SQLException {
        head++;
        execute("""
                INSERT INTO event_store.event
                VALUES (%d, '%s', 'Order', %d, gen_random_uuid(), 'X', 1, '{}', '{}', clock_timestamp() - interval '%d s')
                """
            .formatted(head, stream(partition), head, ageSeconds));
    }

    /** Everything up to the position is in Kafka. */
    private void relay(long position) throws SQLException {
        execute("DELETE FROM event_store.relay_position");
        execute("DELETE FROM event_store.relay_progress");
        execute("INSERT INTO event_store.relay_position VALUES (0, %d, 1, clock_timestamp())".formatted(position));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            execute("""
                    INSERT INTO event_store.relay_progress
                    SELECT 0, %d, coalesce(max(position), 0), 0, count(*)
                      FROM event_store.event
                     WHERE position <= %d AND stream_id = '%s'
                    """.formatted(partition, position, stream(partition)));
        }
    }

    private void handled(int partition, long position, long events) throws SQLException {
        execute("""
                INSERT INTO read_model.checkpoint VALUES ('order_detail', %d, 'topic', %d, %d, %d, clock_timestamp())
                """.formatted(partition, events, position, events));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

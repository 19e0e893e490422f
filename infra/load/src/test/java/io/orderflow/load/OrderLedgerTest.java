package io.orderflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.Acknowledgements.Acknowledged;
import io.orderflow.load.invariants.Database;
import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestDatabase;
import io.orderflow.testservers.TestServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger against the real tables. */
class OrderLedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000;
    private final TestDatabase database = TestServers.postgres().createDatabase();
    private long position;

    @BeforeEach
    void migrate() throws SQLException {
        migrate(DatabaseRole.COMMAND, "event_store", "db/event-store");
        migrate(DatabaseRole.PROJECTIONS, "read_model", "db/read-model");
        execute(DatabaseRole.COMMAND, "CREATE TABLE event_store.event_all PARTITION OF event_store.event_live DEFAULT");
    }

    private void migrate(DatabaseRole owner, String schema, String location) {
        Flyway.configure()
            .dataSource(database.dataSource(owner))
            .schemas(schema)
            .locations(location)
            .load()
            .migrate();
    }

    private void execute(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = database.dataSource(role).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void event(String order, String type, String command, int secondsAfterNoon) throws SQLException {
        try (Connection connection = database.dataSource(DatabaseRole.COMMAND).getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                                INSERT INTO event_store.event (position, stream_id, stream_type, version, event_id, event_type,
                                                               schema_version, payload, metadata, recorded_at)
                                VALUES (?, 'order-' || ?, 'order', ?, gen_random_uuid(), ?, 1, '{}', json_build_object('commandId', ?::text),
                                        to_timestamp(?))
                                """)) {
            insert.setLong(1, ++position);
            insert.setString(2, order);
            insert.setLong(3, position);
            insert.setString(4, type);
            insert.setString(5, command);
            insert.setLong(6, NOON.getEpochSecond() + secondsAfterNoon);
            insert.executeUpdate();
        }
    }

    private void readModel(String order, String status) throws SQLException {
        execute(DatabaseRole.PROJECTIONS, """
                INSERT INTO read_model.order_detail (order_id, customer_id, channel, status, currency, total_minor,
                       shipping_minor, discount_minor, lines, placed_at, updated_at, version, position)
                VALUES ('%s', '103', 'web', '%s', 'USD', 1, 0, 0, '[]', now(), now(), 1, 1)
                """.formatted(order, status));
    }

    private OrderLedger ledger() {
        return new OrderLedger(new Database(database.jdbcUrl(), DatabaseRole.QUERY.login(), database.password()));
    }

    @Test
    void ordersThatWerePlacedBeforeAreNotLookedAt() throws SQLException {
        event("early", "OrderPlaced", "c-0", 0);
        try (OrderLedger ledger = ledger()) {
            ledger.catchUp();
            assertThat(ledger.fates()).isEmpty();
        }
    }

    @Test
    void lostWaitingUnreadAndDoubledOrdersAreTold() throws SQLException {
        try (OrderLedger ledger = ledger()) {
            event("done", "OrderPlaced", "c-1", 0);
            event("stuck", "OrderPlaced", "c-2", 0);
            event("unseen", "OrderPlaced", "c-3", 0);
            event("again", "OrderPlaced", "c-1", 0);
            event("stuck", "OrderReserved", "c-4", 1);
            ledger.catchUp();
            event("done", "OrderConfirmed", "c-5", 2);
            event("unseen", "OrderRejected", "c-6", 3);
            ledger.catchUp();
            readModel("done", "CONFIRMED");
            readModel("unseen", "PLACED");

            OrderOutcome outcome = OrderOutcome.of(ledger, List.of(acknowledged("done"), acknowledged("stuck"),
                    acknowledged("unseen"), acknowledged("lost"), acknowledged("done")));
            assertThat(outcome).isEqualTo(new OrderOutcome(4, 1, 1, 1, 1, 1, outcome.toRest()));
            assertThat(outcome.isComplete()).isFalse();
            assertThat(outcome.toRest().max()).isBetween(2_990.0, 3_010.0);
        }
    }

    private static Acknowledged acknowledged(String id) {
        return new Acknowledged(id, NOON_MICROS);
    }

    /** A look whose connection ends, as it does when PostgreSQL is killed, is taken again and counts nothing twice. */
    @Test
    void aBrokenConnectionIsOpenedAnew() throws SQLException {
        try (OrderLedger ledger = ledger()) {
            event("before", "OrderPlaced", "c-1", 0);
            ledger.catchUp();
            execute(DatabaseRole.QUERY, """
                    SELECT pg_terminate_backend(pid)
                      FROM pg_stat_activity
                     WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
                    """);
            event("after", "OrderPlaced", "c-2", 1);
            ledger.catchUp();
            assertThat(ledger.fates()).hasSize(2);
            assertThat(ledger.doubled()).isZero();
        }
    }

    @Test
    void freshnessRunsFromTheRecordingToTheCommitInTheReadModel() throws SQLException {
        try (OrderLedger ledger = ledger()) {
            event("done", "OrderPlaced", "c-1", 0);
            execute(DatabaseRole.PROJECTIONS,
                    """
                            INSERT INTO read_model.journey_step (position, projection, order_id, stream_id, version, event_type,
                                   partition, kafka_offset, broker_timestamp, polled_at, projected_at)
                            VALUES (1, 'order_detail', 'done', 'order-done', 1, 'OrderPlaced', 0, 0, now(), now(), to_timestamp(%d))
                            """
                        .formatted(NOON.getEpochSecond() + 4));
            assertThat(ledger.freshness().max()).isBetween(3_990.0, 4_010.0);
        }
    }
}

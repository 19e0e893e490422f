package io.orderflow.eventstore.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.eventstore.StoreDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeaderLeaseTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static StoreDatabase database;

    @BeforeAll
    static void open() {
        database = new StoreDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void oneHolderLeadsAndTheEpochGrowsWithTheHolder() {
        LeaderLease first = new LeaderLease(database.pool(), "test", "first", Duration.ofMinutes(1));
        LeaderLease second = new LeaderLease(database.pool(), "test", "second", SHORT);

        assertThat(first.acquireOrRenew()).isEqualTo(OptionalLong.of(1));
        assertThat(first.acquireOrRenew()).isEqualTo(OptionalLong.of(1));
        assertThat(second.acquireOrRenew()).isEmpty();
        first.release();
        assertThat(second.acquireOrRenew()).isEqualTo(OptionalLong.of(2));
        Awaitility.await().until(() -> first.acquireOrRenew().equals(OptionalLong.of(3)));
        assertThat(second.acquireOrRenew()).isEmpty();
    }

    /** What a clock that is set back by an hour comes to: the lease ends an hour later than its holder meant. */
    @Test
    void aDatabaseClockThatIsSetBackKeepsNoDeadLeader() throws SQLException {
        LeaderLease died = new LeaderLease(database.pool(), "back", "died", SHORT);
        LeaderLease standby = new LeaderLease(database.pool(), "back", "standby", SHORT);
        assertThat(died.acquireOrRenew()).isPresent();
        moveLease("back", "+ interval '2 seconds'");
        assertThat(standby.acquireOrRenew()).isEmpty();
        moveLease("back", "");

        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> standby.acquireOrRenew().isPresent());
    }

    @Test
    void aDatabaseClockThatIsSetForwardLeavesOneLeader() throws SQLException {
        LeaderLease leader = new LeaderLease(database.pool(), "forward", "leader", Duration.ofMinutes(1));
        LeaderLease standby = new LeaderLease(database.pool(), "forward", "standby", Duration.ofMinutes(1));
        assertThat(leader.acquireOrRenew()).isEqualTo(OptionalLong.of(1));
        moveLease("forward", "- interval '1 hour'");

        assertThat(standby.acquireOrRenew()).isEqualTo(OptionalLong.of(2));
        assertThat(leader.acquireOrRenew()).isEmpty();
    }

    private static void moveLease(String task, String by) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE event_store.leader SET lease_until = lease_until " + by + " WHERE task = '" + task
                    + "'");
        }
    }
}

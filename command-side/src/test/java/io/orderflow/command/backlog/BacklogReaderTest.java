package io.orderflow.command.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.CommandSideTest;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Without a process manager and a relay: both stand still where the test puts them. */
@CommandSideTest
class BacklogReaderTest {
    @Autowired
    BacklogReader backlog;

    @Autowired
    EventStore store;

    @Autowired
    JdbcClient database;

    @Test
    void whoReadsTheLogIsBehindByTheAgeOfTheEventAfterItsPosition() {
        store.append(new AppendRequest("order-" + UUID.randomUUID(), "Order", new ExpectedVersion.NoStream(),
                List.of(event(), event()), null))
            .join();
        long head = store.headPosition();

        standAt(head);
        BacklogReader.Reading reached = backlog.read();
        assertThat(reached.fulfilment()).isEqualTo(new BacklogReader.Position(head, 0));
        assertThat(reached.head()).isEqualTo(head);
        assertThat(reached.relay()).isEqualTo(new BacklogReader.Position(head, 0));

        standAt(head - 2);
        BacklogReader.Reading behind = backlog.read();
        assertThat(behind.fulfilment().position()).isEqualTo(head - 2);
        assertThat(behind.fulfilment().secondsBehind()).isPositive();
        assertThat(behind.relay().secondsBehind()).isPositive();
        assertThat(backlog.read().fulfilment().secondsBehind()).isGreaterThan(behind.fulfilment().secondsBehind());
        standAt(0);
    }

    private void standAt(long position) {
        database.sql("UPDATE command.fulfilment_checkpoint SET position = :position")
            .param("position", position)
            .update();
        database.sql("""
                INSERT INTO event_store.relay_position (shard, position, epoch, updated_at)
                VALUES (0, :position, 0, clock_timestamp())
                    ON CONFLICT (shard) DO UPDATE
                   SET position = excluded.position
                """).param("position", position).update();
    }

    private static NewEvent event() {
        return new NewEvent(UUID.randomUUID(), "OrderReserved", 1, "{}", "{\"actor\":\"test\"}");
    }
}

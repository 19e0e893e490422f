package io.orderflow.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.CommandSideTest;
import io.orderflow.command.dispatch.Aggregates.Attempt;
import io.orderflow.command.domain.Decision;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.OrderCommand.MarkReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.EventStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Conflicts come from other processes only, so that here the aggregates tell them. */
@CommandSideTest
class RetryingDispatcherTest {
    private static final Backoff QUICK = new Backoff(Duration.ofNanos(1), Duration.ofNanos(10));
    private static final Attempt CONFLICT = new Attempt.Conflict();
    private static final Attempt DECIDED = new Attempt.Decided(Decision.withoutEffect(), 3);
    private static final DomainCommand COMMAND = new MarkReserved(new OrderId("o-1"), Instant.EPOCH);

    @Autowired
    EventStore store;

    @Test
    void aConflictIsTriedAgain() {
        assertThat(dispatch(RequiredVersion.ANY, CONFLICT, CONFLICT, DECIDED))
            .isEqualTo(new CommandResult.Accepted(StreamName.of(new OrderId("o-1")), 3, 0, List.of()));
    }

    @Test
    void aPinnedVersionIsNotTriedAgain() {
        assertThat(dispatch(RequiredVersion.at(2), CONFLICT, DECIDED))
            .isEqualTo(new CommandResult.VersionMismatch(StreamName.of(new OrderId("o-1")), 0));
    }

    @Test
    void afterSoManyConflictsTheCallerIsTold() {
        var conflicts = Collections.nCopies(RetryingDispatcher.ATTEMPTS_MAX, CONFLICT).toArray(Attempt[]::new);
        assertThat(dispatch(RequiredVersion.ANY, conflicts)).isEqualTo(new CommandResult.Contended(
                StreamName.of(new OrderId("o-1")), RetryingDispatcher.ATTEMPTS_MAX));
    }

    @Test
    void pausesGrowToTheirBound() {
        var backoff = new Backoff(Duration.ofMillis(4), Duration.ofMillis(250));
        assertThat(backoff.boundNanos(1)).isEqualTo(4_000_000);
        assertThat(backoff.boundNanos(2)).isEqualTo(8_000_000);
        assertThat(backoff.boundNanos(100)).isEqualTo(250_000_000);
    }

    private CommandResult dispatch(RequiredVersion required, Attempt... attempts) {
        var remaining = new ArrayList<>(List.of(attempts));
        var dispatcher = new RetryingDispatcher((_, _, _) -> remaining.removeFirst(), store, QUICK,
                Clock.systemUTC());
        var any = CommandContext.of(UUID.randomUUID(), "test", "o-1", "test");
        return dispatcher.dispatch(COMMAND, new CommandContext(any.commandId(), any.actor(), any.correlationId(),
                any.causationId(), false, any.orderPlacedSchemaVersion(), null, null, required, null));
    }
}

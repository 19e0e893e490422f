package io.orderflow.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.eventstore.RecordedEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final String SMALL = "{}";
    private static final int ALL = 100_000;

    private final RecentEvents recent = new RecentEvents();

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(recent.after(0, ALL)).isEmpty();
    }

    @Test
    void eventsFollowEachOtherInPositionOrder() {
        commit(7, 3, SMALL);
        commit(10, 2, SMALL);

        assertThat(positions(6)).containsExactly(7L, 8L, 9L, 10L, 11L);
        assertThat(positions(9)).containsExactly(10L, 11L);
        assertThat(recent.after(6, 2)).extracting(RecordedEvent::position).containsExactly(7L, 8L);
        assertThat(recent.after(6, 2)).extracting(RecordedEvent::version).containsExactly(1L, 2L);
    }

    @Test
    void whatCannotBeKnownIsNotTold() {
        commit(7, 3, SMALL);

        assertThat(positions(5)).as("another process appended 6").isEmpty();
        assertThat(positions(9)).as("the end").isEmpty();
        assertThat(positions(50)).as("beyond the end").isEmpty();
    }

    @Test
    void anEventOfAnotherProcessStartsAnew() {
        commit(1, 3, SMALL);
        commit(5, 2, SMALL);

        assertThat(positions(0)).isEmpty();
        assertThat(positions(3)).isEmpty();
        assertThat(positions(4)).containsExactly(5L, 6L);
    }

    @Test
    void aLargeEventIsNotKept() {
        commit(1, 1, SMALL);
        commit(2, 1, "\"" + "x".repeat(RecentEvents.CHARACTERS_MAX) + "\"");
        assertThat(positions(0)).isEmpty();
        assertThat(positions(1)).isEmpty();

        commit(3, 1, SMALL);
        assertThat(positions(1)).isEmpty();
        assertThat(positions(2)).containsExactly(3L);
    }

    @Test
    void theOldestGiveWay() {
        for (int position = 1; position <= RecentEvents.EVENTS_MAX + 5; position++) {
            commit(position, 1, SMALL);
        }

        assertThat(positions(4)).isEmpty();
        assertThat(positions(5)).containsExactlyElementsOf(
                LongStream.rangeClosed(6, RecentEvents.EVENTS_MAX + 5).boxed().toList());
    }

    @Test
    void refusedAppendsAreNoEvents() {
        PendingAppend refused = pending(1, SMALL);
        PendingAppend appended = pending(1, SMALL);
        recent.committed(List.of(refused, appended),
                List.of(new AppendResult.Archived("order-1"), appended(1, 1)));

        assertThat(positions(0)).containsExactly(1L);
    }

    @Test
    void nothingIsKnownWhenTheDatabaseMayNotHoldIt() {
        commit(1, 3, SMALL);
        recent.forget();

        assertThat(positions(0)).isEmpty();
        commit(2, 1, SMALL);
        assertThat(positions(0)).isEmpty();
        assertThat(positions(1)).containsExactly(2L);
    }

    private List<Long> positions(long after) {
        return recent.after(after, ALL).stream().map(RecordedEvent::position).toList();
    }

    private void commit(long firstPosition, int events, String payload) {
        recent.committed(List.of(pending(events, payload)), List.of(appended(firstPosition, events)));
    }

    private static PendingAppend pending(int events, String payload) {
        NewEvent event = new NewEvent(UUID.randomUUID(), "OrderPlaced", 1, payload, SMALL);
        return new PendingAppend(new AppendRequest("order-1", "Order", new ExpectedVersion.NoStream(),
                Collections.nCopies(events, event), null), Context.root());
    }

    private static AppendResult.Appended appended(long firstPosition, int events) {
        return new AppendResult.Appended(1, events, firstPosition, firstPosition + events - 1, Instant.EPOCH);
    }
}

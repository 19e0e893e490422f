package io.orderflow.load.invariants;

import static io.orderflow.load.invariants.TestLog.ORDER;
import static io.orderflow.load.invariants.TestLog.placed;
import static io.orderflow.load.invariants.TestLog.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.EventClaim;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicEqualsLogTest {
    private final TestLog log = new TestLog().append(received(1)).append(placed(ORDER, 15_500)).append(received(2));
    private static final String IDENTITY = "019a0000-0000-4000-8000-000000000001";
    private final TopicEqualsLog invariant = new TopicEqualsLog(IDENTITY);
    private final TopicRecord first = record(0, 0, 0);
    private final TopicRecord second = record(1, 1, 0);
    private final TopicRecord third = record(2, 0, 1);

    @Test
    void theSameEventsInOrderPerKeyPassInWhateverOrderThePartitionsAreRead() {
        assertThat(topic(second, first, third).passed()).isTrue();
    }

    @Test
    void aMissingEventFails() {
        assertThat(topic(second, first).offenders()).singleElement().asString().contains("stock-S24_2000");
    }

    @Test
    void aMissingStreamFails() {
        assertThat(topic(first, third).offenders()).singleElement().asString().contains("order-o-1");
    }

    @Test
    void anEventPublishedTwiceFails() {
        assertThat(topic(first, second, third, third).passed()).isFalse();
    }

    @Test
    void eventsOfAKeyInAnotherOrderFail() {
        assertThat(topic(second, third, first).passed()).isFalse();
    }

    @Test
    void anotherPayloadFails() {
        TopicRecord changed = new TopicRecord(1, 0, third.claim(), third.payload() + " ");
        assertThat(topic(first, second, changed).passed()).isFalse();
    }

    @Test
    void aRecordThatNamesTheLogAndIsNotInItFails() {
        assertThat(topic(first, second, third, foreign(IDENTITY, 2)).passed()).isFalse();
    }

    @Test
    void recordsOfStrangersArePassedOverAndTold() {
        invariant.observeStranger();
        Finding finding = topic(foreign(null, 2), first, second, foreign("another", 1), third);

        assertThat(finding.passed()).isTrue();
        assertThat(finding.toString()).contains("3 records of strangers passed over");
    }

    @Test
    void recordsOfAReleaseThatDidNotNameTheLogAreCompared() {
        EventClaim it = third.claim();
        TopicRecord unnamed = new TopicRecord(1, 0, new EventClaim(null, it.eventId(), it.eventType(),
                it.schemaVersion(), it.streamId(), it.streamType(), it.version(), it.position(), it.recordedAt()),
                "{}");
        assertThat(topic(first, second, unnamed).passed()).isFalse();
    }

    @Test
    void recordsOfEventsThatCameAfterTheLogWasReadAreNotCompared() {
        assertThat(topic(first, second, third, foreign(IDENTITY, 4)).passed()).isTrue();
    }

    private Finding topic(TopicRecord... records) {
        log.events.forEach(invariant::observe);
        List.of(records).forEach(invariant::observe);
        return invariant.findings().getFirst();
    }

    private static TopicRecord foreign(@Nullable String logId, long position) {
        return new TopicRecord(2, 0, new EventClaim(logId, new UUID(0, 7), "OrderReserved", 1, "order-o-7", "Order", 1,
                position, Instant.EPOCH), "{}");
    }

    private TopicRecord record(int index, int partition, long offset) {
        LoggedEvent event = log.events.get(index);
        return new TopicRecord(offset, partition, new EventClaim(IDENTITY, event.eventId(), event.type(),
                event.schemaVersion(), event.streamId(), "Any", event.version(), event.position(), Instant.EPOCH),
                event.payload());
    }
}

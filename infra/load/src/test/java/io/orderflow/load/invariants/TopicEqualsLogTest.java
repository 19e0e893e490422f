package io.orderflow.load.invariants;

import static io.orderflow.load.invariants.TestLog.ORDER;
import static io.orderflow.load.invariants.TestLog.placed;
import static io.orderflow.load.invariants.TestLog.received;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicEqualsLogTest {
    private final TestLog log = new TestLog().append(received(1)).append(placed(ORDER, 15_500)).append(received(2));
    private final TopicEqualsLog invariant = new TopicEqualsLog();
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
        TopicRecord changed = new TopicRecord(0, 1, third.key(), third.position(), third.version(), third.eventId(),
                third.type(), third.schemaVersion(), third.payload() + " ");
        assertThat(topic(first, second, changed).passed()).isFalse();
    }

    @Test
    void aKeyInTwoPartitionsFails() {
        assertThat(topic(first, second, record(2, 1, 1)).offenders()).singleElement()
            .asString()
            .contains("also in partition 0");
    }

    @Test
    void aRecordThatTheLogDoesNotHaveFails() {
        TopicRecord foreign = new TopicRecord(2, 0, "order-o-7", 2, 1, "id", "OrderReserved", "1", "{}");
        assertThat(topic(first, second, third, foreign).passed()).isFalse();
    }

    @Test
    void recordsOfEventsThatCameAfterTheLogWasReadAreNotCompared() {
        TopicRecord later = new TopicRecord(2, 0, "order-o-7", 4, 1, "id", "OrderReserved", "1", "{}");
        assertThat(topic(first, second, third, later).passed()).isTrue();
    }

    private Finding topic(TopicRecord... records) {
        log.events.forEach(invariant::observe);
        List.of(records).forEach(invariant::observe);
        return invariant.findings().getFirst();
    }

    private TopicRecord record(int index, int partition, long offset) {
        LoggedEvent event = log.events.get(index);
        return new TopicRecord(partition, offset, event.streamId(), event.position(), event.version(),
                event.eventId().toString(), event.type(), Integer.toString(event.schemaVersion()), event.payload());
    }
}

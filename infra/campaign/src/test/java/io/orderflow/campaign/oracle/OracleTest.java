package io.orderflow.campaign.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each test tampers with one thing, and the oracle has to see it. */
class OracleTest {
    private final TestRun run = TestRun.ofFourEvents();

    @Test
    void whatIsRightOffendsNothing() {
        assertThat(run.offended()).isEmpty();
        assertThat(run.findings.of(Property.ACKNOWLEDGED_IS_STORED).checked()).isPositive();
        assertThat(run.findings.of(Property.REFUSED_IS_ABSENT).passed()).isTrue();
    }

    @Test
    void aPropertyThatNothingWasHeldAgainstIsNotProven() {
        assertThat(run.findings.of(Property.RESTORED).passed()).isFalse();
    }

    @Test
    void aLostEventIsSeen() {
        run.log.removeLast();

        assertThat(run.offended()).contains(Property.ACKNOWLEDGED_IS_STORED, Property.READERS);
    }

    @Test
    void aLostAppendOfAnUnreadEndIsSeen() {
        run.acknowledged("c", 0, 2);
        run.log.removeLast();
        run.log.removeLast();
        run.topic.removeLast();
        run.topic.removeLast();

        assertThat(run.offended()).containsExactly(Property.ACKNOWLEDGED_IS_STORED);
        assertThat(run.findings.of(Property.ACKNOWLEDGED_IS_STORED).offenders().getFirst())
            .contains("2 of 2 acknowledged events of append 1:4 on c are lost");
    }

    @Test
    void anEventThatIsThereTwiceIsSeen() {
        LoggedEvent last = run.log.getLast();
        run.log.add(new LoggedEvent(5, last.stream(), last.version() + 1, last.eventId(), last.type(), last.payload(),
                last.metadata(), last.recordedAtMicros()));

        assertThat(run.offended()).contains(Property.STORED_ONCE);
    }

    @Test
    void aCommandThatIsThereTwiceIsSeen() {
        CommandKey key = run.acknowledged("c", AppenderLine.Intent.ANY, 2);
        run.store(key, "c", 2);

        assertThat(run.offended()).contains(Property.STORED_ONCE);
    }

    @Test
    void aGapInThePositionsIsSeen() {
        LoggedEvent last = run.log.removeLast();
        run.log.add(new LoggedEvent(5, last.stream(), last.version(), last.eventId(), last.type(), last.payload(),
                last.metadata(), last.recordedAtMicros()));

        assertThat(run.offended()).contains(Property.POSITIONS, Property.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void aGapInTheVersionsOfAStreamIsSeen() {
        LoggedEvent last = run.log.removeLast();
        run.log.add(new LoggedEvent(4, last.stream(), last.version() + 1, last.eventId(), last.type(), last.payload(),
                last.metadata(), last.recordedAtMicros()));

        assertThat(run.offended()).contains(Property.VERSIONS, Property.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void aClockThatRunsBackwardsAlongTheLogIsSeen() {
        LoggedEvent last = run.log.removeLast();
        run.log.add(new LoggedEvent(4, last.stream(), last.version(), last.eventId(), last.type(), last.payload(),
                last.metadata(), 0));

        assertThat(run.offended()).containsExactly(Property.COMMIT_ORDER);
    }

    @Test
    void anAlienEventIsSeen() {
        run.log.add(new LoggedEvent(5, "a", 4, UUID.randomUUID(), "Happened", "{}", "{}", 9));

        assertThat(run.offended()).contains(Property.INTENDED, Property.TOPIC_ONCE);
    }

    @Test
    void aPayloadThatWasChangedIsSeen() {
        LoggedEvent last = run.log.removeLast();
        run.log.add(new LoggedEvent(4, last.stream(), last.version(), last.eventId(), last.type(),
                last.payload().replace(":", ": "), last.metadata(), last.recordedAtMicros()));

        assertThat(run.offended()).containsExactly(Property.INTENDED, Property.READERS, Property.TOPIC_CONTENT);
    }

    @Test
    void halfOfAnAppendThatNobodyConfirmedIsSeen() {
        CommandKey key = run.intend("c", 0, 3);
        run.store(key, "c", 2);

        assertThat(run.offended()).containsExactly(Property.WHOLE);
    }

    @Test
    void aWholeAppendThatNobodyConfirmedIsNoFault() {
        CommandKey key = run.intend("c", 0, 3);
        run.journal.hear(new AppenderLine.Unknown(key));
        run.store(key, "c", 3);

        assertThat(run.offended()).isEmpty();
    }

    @Test
    void aRefusedAppendThatIsThereIsSeen() {
        CommandKey key = run.intend("c", 1, 1);
        run.journal.hear(new AppenderLine.Conflict(key, 0));
        run.store(key, "c", 1);

        assertThat(run.offended()).contains(Property.REFUSED_IS_ABSENT);
    }

    @Test
    void anAppendBehindAnotherVersionThanExpectedIsSeen() {
        run.acknowledged("a", 7, 1);

        assertThat(run.offended()).containsExactly(Property.EXPECTED_VERSION);
    }

    @Test
    void aRefusalWithoutReasonIsSeen() {
        run.journal.hear(new AppenderLine.Conflict(run.intend("a", 3, 1), 3));

        assertThat(run.offended()).containsExactly(Property.EXPECTED_VERSION);
    }

    @Test
    void aSecondOutcomeOfACommandIsSeen() {
        CommandKey key = run.acknowledged("c", 0, 1);
        run.journal.hear(new AppenderLine.Duplicate(key, 1, 5));
        assertThat(run.findings.of(Property.ONE_OUTCOME).offendersCount()).isZero();

        run.journal.hear(new AppenderLine.Duplicate(key, 2, 5));
        run.journal.hear(new AppenderLine.Conflict(key, 1));

        assertThat(run.findings.of(Property.ONE_OUTCOME).offendersCount()).isEqualTo(2);
    }

    @Test
    void anOutcomeThatARepetitionToldCountsAsAcknowledged() {
        CommandKey key = run.intend("c", 0, 1);
        run.journal.hear(new AppenderLine.Unknown(key));
        run.journal.hear(new AppenderLine.Duplicate(key, 1, 5));

        assertThat(run.offended()).containsExactly(Property.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void anOutcomeWithoutAnIntentIsSeen() {
        run.journal.hear(new AppenderLine.Ack(CommandKey.of(9, 9, 1), 1, 1, 1, 1));

        assertThat(run.findings.of(Property.EXPLAINED).offendersCount()).isEqualTo(1);
    }

    @Test
    void aPageWithAGapIsSeen() {
        List<LoggedEvent> stored = run.store(run.intend("c", 0, 3), "c", 3);
        run.read(4, List.of(stored.getFirst(), stored.getLast()));

        assertThat(run.offended()).containsExactly(Property.READERS);
    }

    @Test
    void anEventThatAppearsBelowWhatAReaderHadPassedIsSeen() {
        TestRun late = new TestRun();
        late.acknowledged("a", 0, 3);
        late.read(0, List.of(late.log.get(0)));
        late.read(2, List.of(late.log.get(2)));
        assertThat(late.findings.of(Property.READERS).offendersCount()).isZero();

        assertThat(late.offended()).containsExactly(Property.READERS);
        assertThat(late.findings.of(Property.READERS).offenders())
            .containsExactly("position 2 of shard 0 appeared after a reader had passed it");
    }

    @Test
    void anotherEventAtAPositionThatWasReadIsSeen() {
        LoggedEvent other = run.log.getFirst();
        run.read(3, List.of(new LoggedEvent(4, other.stream(), other.version(), other.eventId(), other.type(),
                other.payload(), other.metadata(), other.recordedAtMicros())));

        assertThat(run.offended()).containsExactly(Property.READERS);
    }

    @Test
    void anEventThatIsNotInTheTopicIsSeen() {
        run.topic.remove(2);

        assertThat(run.offended()).containsExactly(Property.TOPIC_ONCE);
    }

    @Test
    void anEventThatIsInTheTopicTwiceIsSeen() {
        run.topic.add(run.topic.getLast());

        assertThat(run.offended()).containsExactly(Property.TOPIC_ONCE, Property.TOPIC_ORDER);
    }

    @Test
    void twoEventsOfAStreamInTheOtherOrderInTheTopicAreSeen() {
        run.topic.addFirst(run.topic.remove(1));

        assertThat(run.offended()).containsExactly(Property.TOPIC_ORDER);
    }

    @Test
    void aStreamOnTwoPartitionsIsSeen() {
        TopicRecord last = run.topic.removeLast();
        run.topic.add(new TopicRecord(1, last.offset(), last.stream(), last.version(), last.position(),
                last.eventId(), last.type(), last.payload()));

        assertThat(run.offended()).containsExactly(Property.TOPIC_ORDER);
    }

    @Test
    void aRecordOfTheTopicThatIsNoEventOfTheLogIsSeen() {
        TopicRecord last = run.topic.removeLast();
        run.topic.add(new TopicRecord(0, 9, last.stream(), last.version(), last.position(), last.eventId(),
                last.type(), "{}"));
        run.topic.add(new TopicRecord(0, 10, "z", 1, 77, UUID.randomUUID(), last.type(), "{}"));

        assertThat(run.offended()).containsExactly(Property.TOPIC_CONTENT);
        assertThat(run.findings.of(Property.TOPIC_CONTENT).offendersCount()).isEqualTo(2);
    }
}

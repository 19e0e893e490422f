package io.orderflow.command.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.backlog.BacklogReader.Position;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FollowedPositionTest {
    private static final long LATER = FollowedPosition.AWAY_AFTER.toNanos() + 1;

    @Test
    void aReaderAtWorkIsBehindByTheAgeOfItsNextEvent() {
        var relay = new FollowedPosition(false);
        relay.moved(new Position(5, 0), 0);
        relay.moved(new Position(7, 1.5), LATER);
        assertThat(relay.age()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aReaderThatStandsStillIsAwayAndHoldsNobodyBack() {
        var relay = new FollowedPosition(false);
        relay.moved(new Position(5, 60), 0);
        assertThat(relay.age()).as("never seen at work").isZero();
        relay.moved(new Position(6, 60), 1);
        assertThat(relay.age()).isEqualTo(Duration.ofMinutes(1));
        relay.moved(new Position(6, 70), LATER);
        assertThat(relay.age()).isZero();
        relay.moved(new Position(9, 1), LATER + 1);
        assertThat(relay.age()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theProcessManagerOfThisProcessCountsAlsoWhenItStandsStill() {
        var fulfilment = new FollowedPosition(true);
        fulfilment.moved(new Position(5, 60), 0);
        fulfilment.moved(new Position(5, 70), LATER);
        assertThat(fulfilment.age()).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void whileTheDatabaseIsAwayThereIsNoBacklog() {
        var fulfilment = new FollowedPosition(true);
        fulfilment.moved(new Position(5, 60), 0);
        fulfilment.moved(null, 1);
        assertThat(fulfilment.age()).isZero();
    }

    @Test
    void clocksThatDisagreeMakeNoNegativeAge() {
        var fulfilment = new FollowedPosition(true);
        fulfilment.moved(new Position(5, -1), 0);
        assertThat(fulfilment.age()).isZero();
    }
}

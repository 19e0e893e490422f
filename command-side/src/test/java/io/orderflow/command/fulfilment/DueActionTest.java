package io.orderflow.command.fulfilment;

import static io.orderflow.command.fulfilment.Scenario.A;
import static io.orderflow.command.fulfilment.Scenario.START;
import static io.orderflow.command.fulfilment.Scenario.cancellationRequested;
import static io.orderflow.command.fulfilment.Scenario.orderReserved;
import static io.orderflow.command.fulfilment.Scenario.placed;
import static io.orderflow.command.fulfilment.Scenario.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.domain.OrderCommand.RejectOrder;
import io.orderflow.command.domain.PaymentCommand.RecordPaymentTimeout;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DueActionTest {
    private static final PaymentPolicy POLICY = new PaymentPolicy(3, Duration.ofSeconds(2), Duration.ofSeconds(60), 10);

    @Test
    void theProviderIsAskedUntilTheTriesAreUsedUp() {
        Scenario order = Scenario.given(placed(A), reserved(A), orderReserved());

        assertThat(due(order, Duration.ZERO)).isEqualTo(new DueAction.Ask());
        order.asking().asking();
        assertThat(due(order, Duration.ofSeconds(6))).isEqualTo(new DueAction.Ask());
        order.asking();
        assertThat(due(order, Duration.ofSeconds(14))).isInstanceOfSatisfying(DueAction.Issue.class,
                it -> assertThat(it.command()).isInstanceOfSatisfying(RecordPaymentTimeout.class,
                        timeout -> assertThat(timeout.attempts()).isEqualTo(3)));
    }

    @Test
    void theDeadlineEndsAPaymentThatWasNeverAnswered() {
        Scenario order = Scenario.given(placed(A), reserved(A), orderReserved());

        assertThat(due(order, Duration.ofSeconds(60).minusNanos(1))).isEqualTo(new DueAction.Ask());
        assertThat(due(order, Duration.ofSeconds(60))).isInstanceOf(DueAction.Issue.class);
    }

    @Test
    void aReservationEndsEvenWhenNotAllLinesAreReserved() {
        Scenario order = Scenario.given(placed(A, Scenario.B), reserved(A));

        assertThat(order.state().progress().dueAt()).isEqualTo(START.plus(Duration.ofMinutes(15)));
        assertThat(due(order, Duration.ofMinutes(15))).isInstanceOfSatisfying(DueAction.Issue.class,
                it -> assertThat(it.command()).isInstanceOf(RejectOrder.class));
    }

    @Test
    void moneyOfACancelledOrderIsGivenBack() {
        Scenario order = Scenario.given(placed(A), reserved(A), orderReserved()).asking().when(cancellationRequested());

        assertThat(due(order, Duration.ofSeconds(10))).isEqualTo(new DueAction.GiveBack());
    }

    @Test
    void anInstanceThatFailedWantsNothing() {
        assertThat(due(Scenario.given(placed(A)).failed(), Duration.ofDays(1))).isEqualTo(new DueAction.Nothing());
    }

    @Test
    void thePauseDoublesUpToAMinute() {
        assertThat(POLICY.backoffAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(POLICY.backoffAfter(2)).isEqualTo(Duration.ofSeconds(4));
        assertThat(POLICY.backoffAfter(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(POLICY.backoffAfter(1_000)).isEqualTo(Duration.ofMinutes(1));
    }

    private static DueAction due(Scenario order, Duration afterStart) {
        return DueAction.of(order.state(), START.plus(afterStart), POLICY);
    }
}

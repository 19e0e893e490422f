package io.orderflow.command.fulfilment;

import static io.orderflow.command.fulfilment.Scenario.A;
import static io.orderflow.command.fulfilment.Scenario.B;
import static io.orderflow.command.fulfilment.Scenario.authorised;
import static io.orderflow.command.fulfilment.Scenario.cancellationRequested;
import static io.orderflow.command.fulfilment.Scenario.cancelled;
import static io.orderflow.command.fulfilment.Scenario.confirmed;
import static io.orderflow.command.fulfilment.Scenario.declined;
import static io.orderflow.command.fulfilment.Scenario.orderReserved;
import static io.orderflow.command.fulfilment.Scenario.placed;
import static io.orderflow.command.fulfilment.Scenario.refused;
import static io.orderflow.command.fulfilment.Scenario.rejected;
import static io.orderflow.command.fulfilment.Scenario.reserved;
import static io.orderflow.command.fulfilment.Scenario.timedOut;
import static io.orderflow.command.fulfilment.Scenario.voided;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.domain.OrderCommand.RejectOrder;
import io.orderflow.command.domain.StockCommand.ReserveStock;
import io.orderflow.contract.RejectionReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrderFulfilmentTest {
    @Test
    void allLinesAreReservedAtOnceInSkuOrder() {
        Scenario order = Scenario.given(placed(B, A));

        order.thenIssues("ReserveStock stock-A", "ReserveStock stock-B");
        assertThat(order.commands()).allSatisfy(it -> assertThat(it).isInstanceOfSatisfying(ReserveStock.class,
                reserve -> assertThat(reserve.quantity()).isEqualTo(2)));
        order.when(reserved(B)).thenIssues().isIn(Step.RESERVING).isDueLater();
        order.when(reserved(A)).thenIssues("MarkReserved order-1").isIn(Step.RESERVING);
    }

    @Test
    void aLineReservedAfterAnotherWasRefusedIsNotMissed() {
        Scenario.given(placed(A, B))
            .when(refused(A, 0))
            .thenIssues("ReleaseReservation stock-B", "RejectOrder order-1")
            .when(reserved(B))
            .thenIssues()
            .isIn(Step.REJECTING);
    }

    @Test
    void linesOfTheSameSkuAreReservedTogether() {
        Scenario order = Scenario.given(placed(A, A));

        assertThat(order.commands()).singleElement()
            .isInstanceOfSatisfying(ReserveStock.class, it -> assertThat(it.quantity()).isEqualTo(4));
    }

    @Test
    void aReservedOrderAsksForItsMoneyAtOnce() {
        Scenario order = Scenario.given(placed(A), reserved(A)).when(orderReserved());

        order.thenIssues().isIn(Step.AUTHORISING).pays(PaymentStage.DUE).isDueNow();
    }

    @Test
    void anAuthorisedOrderIsConfirmed() {
        Scenario order = Scenario.given(placed(A), reserved(A), orderReserved()).asking().when(authorised());

        order.thenIssues("ConfirmOrder order-1").isIn(Step.CONFIRMING).isNeverDue();
        order.when(confirmed()).thenIssues().isIn(Step.CONFIRMED).pays(PaymentStage.AUTHORISED).isNeverDue();
    }

    @Test
    void anOrderOutOfStockIsRejectedWithTheFactsAndKeepsNothing() {
        Scenario order = Scenario.given(placed(A, B), reserved(A)).when(refused(B, 3));

        order.thenIssues("ReleaseReservation stock-A", "RejectOrder order-1")
            .isIn(Step.REJECTING)
            .isNeverDue();
        assertThat(order.commands().getLast()).isInstanceOfSatisfying(RejectOrder.class, reject -> {
            assertThat(reject.reason()).isEqualTo(RejectionReason.OUT_OF_STOCK);
            assertThat(reject.detail()).isEqualTo("B: 2 wanted, 3 available");
        });
        order.when(rejected()).thenIssues().isIn(Step.REJECTED);
    }

    @Test
    void aDeclinedOrderReleasesAndIsRejected() {
        Scenario order = Scenario.given(placed(A), reserved(A), orderReserved()).asking().when(declined());

        order.thenIssues("ReleaseReservation stock-A", "RejectOrder order-1")
            .rejectsBecause(RejectionReason.PAYMENT_DECLINED)
            .pays(PaymentStage.DECLINED)
            .isNeverDue();
    }

    @Test
    void anUnansweredPaymentIsGivenBackBecauseNobodyKnows() {
        Scenario order = Scenario.given(placed(A), reserved(A), orderReserved()).asking().when(timedOut(3));

        order.thenIssues("ReleaseReservation stock-A", "RejectOrder order-1")
            .rejectsBecause(RejectionReason.PAYMENT_TIMEOUT)
            .pays(PaymentStage.VOIDING)
            .isDueNow();
        order.when(rejected()).isIn(Step.REJECTED).pays(PaymentStage.VOIDING).isDue();
    }

    @Test
    void aPaymentThatWasNeverAskedForHasNothingToGiveBack() {
        Scenario.given(placed(A), reserved(A), orderReserved())
            .when(timedOut(0))
            .rejectsBecause(RejectionReason.PAYMENT_TIMEOUT)
            .pays(PaymentStage.NONE)
            .isNeverDue();
    }

    @Test
    void aReservationThatIsOverExpires() {
        Scenario.given(placed(A), reserved(A), orderReserved())
            .after(Duration.ofMinutes(15))
            .when(timedOut(0))
            .thenIssues("ExpireReservation stock-A", "ReleaseReservation stock-A", "RejectOrder order-1");
    }

    @Test
    void aCancelWhileReservingReleasesWhatWasAskedForAndEndsAtOnce() {
        Scenario order = Scenario.given(placed(A, B), reserved(A)).when(cancellationRequested());

        order
            .thenIssues("ReleaseReservation stock-A", "ReleaseReservation stock-B", "CompleteCancellation order-1")
            .isIn(Step.CANCELLING)
            .isNeverDue();
        order.when(cancelled()).thenIssues().isIn(Step.CANCELLED);
    }

    @Test
    void aReservationSeenAfterTheCancelHasNoConsequence() {
        Scenario.given(placed(A, B), cancellationRequested())
            .when(reserved(A))
            .thenIssues()
            .isIn(Step.CANCELLING);
    }

    @Test
    void aCancelBeforeTheProviderWasAskedEndsAtOnce() {
        Scenario.given(placed(A), reserved(A), orderReserved())
            .when(cancellationRequested())
            .thenIssues("ReleaseReservation stock-A", "CompleteCancellation order-1")
            .pays(PaymentStage.NONE)
            .isNeverDue();
    }

    @Test
    void aCancelDuringTheCallAwaitsItsAnswer() {
        Scenario order = Scenario.given(placed(A), reserved(A), orderReserved())
            .asking()
            .when(cancellationRequested());

        order.thenIssues("ReleaseReservation stock-A")
            .isIn(Step.CANCELLING)
            .pays(PaymentStage.VOIDING)
            .isDueLater();
        order.when(authorised()).thenIssues().pays(PaymentStage.VOIDING).isDueNow();
        order.when(voided()).thenIssues("CompleteCancellation order-1").pays(PaymentStage.VOIDED).isNeverDue();
    }

    @Test
    void aDeclineDuringTheCancelEndsIt() {
        Scenario.given(placed(A), reserved(A), orderReserved())
            .asking()
            .when(cancellationRequested())
            .when(declined())
            .thenIssues("CompleteCancellation order-1")
            .isNeverDue();
    }

    @Test
    void aCancelThatOvertakesTheConfirmationGivesTheMoneyBack() {
        Scenario.given(placed(A), reserved(A), orderReserved())
            .asking()
            .when(authorised())
            .when(cancellationRequested())
            .thenIssues("ReleaseReservation stock-A")
            .isIn(Step.CANCELLING)
            .pays(PaymentStage.VOIDING)
            .isDueNow();
    }

    @Test
    void aConfirmedOrderThatIsCancelledGivesEverythingBack() {
        Scenario.given(placed(A, B), reserved(A), reserved(B), orderReserved())
            .asking()
            .when(authorised())
            .when(confirmed())
            .when(cancelled())
            .thenIssues("ReleaseReservation stock-A", "ReleaseReservation stock-B")
            .isIn(Step.CANCELLED)
            .pays(PaymentStage.VOIDING)
            .isDueNow();
    }

    @Test
    void anAuthorisationAfterTheRejectionIsGivenBack() {
        Scenario.given(placed(A), reserved(A), orderReserved())
            .asking()
            .when(timedOut(3))
            .when(rejected())
            .when(authorised())
            .thenIssues()
            .isIn(Step.REJECTED)
            .pays(PaymentStage.VOIDING)
            .isDueNow();
    }

    @Test
    void anAuthorisationAfterTheCancellationIsGivenBack() {
        Scenario.given(placed(A), reserved(A), orderReserved(), cancellationRequested(), cancelled())
            .when(authorised())
            .thenIssues()
            .isIn(Step.CANCELLED)
            .pays(PaymentStage.VOIDING)
            .isDueNow();
    }

    @Test
    void anOrderRejectedFromOutsideKeepsNothing() {
        Scenario.given(placed(A, B), reserved(A))
            .when(rejected())
            .thenIssues("ReleaseReservation stock-A", "ReleaseReservation stock-B")
            .isIn(Step.REJECTED);
    }

    @Test
    void anEventSeenBeforeHasNoConsequence() {
        Scenario order = Scenario.given(placed(A, B), reserved(A));
        Fulfilment before = order.state();

        order.whenRepeated(reserved(A)).thenIssues();
        assertThat(order.state()).isEqualTo(before);
    }

    @Test
    void aRepeatedReactionIssuesTheSameCommandsWithTheSameIds() {
        Scenario first = Scenario.given(placed(A, B), reserved(A), reserved(B));
        Scenario again = Scenario.given(placed(A, B), reserved(A), reserved(B));

        assertThat(first.commandIds()).hasSize(1);
        assertThat(again.commandIds()).isEqualTo(first.commandIds());
        assertThat(Scenario.given(placed(A, B)).commandIds()).isNotEqualTo(first.commandIds()).doesNotHaveDuplicates();
    }

    @Test
    void eventsOutOfTurnHaveNoConsequence() {
        Scenario.given(placed(A)).when(reserved(B)).thenIssues().isIn(Step.RESERVING).isNeverDue();
        Scenario.given(placed(A)).when(confirmed()).thenIssues().isIn(Step.RESERVING);
        Scenario.given(placed(A), reserved(A), orderReserved())
            .when(orderReserved())
            .thenIssues()
            .isIn(Step.AUTHORISING);
        Scenario.given(placed(A), reserved(A), orderReserved()).when(refused(A, 0)).thenIssues().isIn(Step.AUTHORISING);
    }

    @Test
    void anInstanceThatFailedWaitsForAnOperator() {
        Scenario order = Scenario.given(placed(A)).failed();

        order.when(reserved(A)).thenIssues().isIn(Step.FAILED);
        assertThat(order.state().trail().failedStep()).isEqualTo(Step.RESERVING);
    }
}

package io.orderflow.command.domain;

import io.orderflow.command.domain.PaymentCommand.CapturePayment;
import io.orderflow.command.domain.PaymentCommand.RecordAuthorisation;
import io.orderflow.command.domain.PaymentCommand.RecordDecline;
import io.orderflow.command.domain.PaymentCommand.RecordPaymentTimeout;
import io.orderflow.command.domain.PaymentCommand.VoidPayment;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentEvent.PaymentAuthorised;
import io.orderflow.contract.PaymentEvent.PaymentCaptured;
import io.orderflow.contract.PaymentEvent.PaymentDeclined;
import io.orderflow.contract.PaymentEvent.PaymentRefunded;
import io.orderflow.contract.PaymentEvent.PaymentTimedOut;
import io.orderflow.contract.PaymentEvent.PaymentVoided;
import io.orderflow.contract.PaymentId;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaymentRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final PaymentId PAYMENT = new PaymentId("o-1");
    private static final OrderId ORDER = new OrderId("o-1");
    private static final Money AMOUNT = new Money(7600, "USD");
    private static final PaymentState NONE = new PaymentState.None();
    private static final PaymentState AUTHORISED = new PaymentState.Authorised(ORDER, AMOUNT, "auth-1");

    private final Given<PaymentState, PaymentCommand> given = new Given<>(PaymentRules::decide);

    @Test
    void theProvidersFirstAnswerIsRecorded() {
        given.state(NONE)
            .when(authorise("auth-1"))
            .then(
                    new PaymentAuthorised(PAYMENT, ORDER, AMOUNT, "auth-1", NOW));
        given.state(NONE)
            .when(new RecordDecline(PAYMENT, ORDER, AMOUNT, "card expired", NOW))
            .then(new PaymentDeclined(PAYMENT, ORDER, AMOUNT, "card expired", NOW));
        given.state(NONE)
            .when(new RecordPaymentTimeout(PAYMENT, ORDER, AMOUNT, 3, NOW))
            .then(new PaymentTimedOut(PAYMENT, ORDER, AMOUNT, 3, NOW));
    }

    @Test
    void theSameAnswerAgainHasNoEffect() {
        given.state(AUTHORISED).when(authorise("auth-1")).then();
        given.state(closed(PaymentStatus.DECLINED))
            .when(new RecordDecline(PAYMENT, ORDER, AMOUNT, "card expired", NOW))
            .then();
    }

    @Test
    void anotherAuthorisationIsRefused() {
        given.state(AUTHORISED)
            .when(authorise("auth-2"))
            .thenRefused(new Refusal.IllegalPaymentTransition("RecordAuthorisation", PaymentStatus.AUTHORISED,
                    Set.of(PaymentStatus.CAPTURED, PaymentStatus.VOIDED)));
    }

    @Test
    void whatIsAuthorisedIsCapturedInFullAndOnce() {
        given.state(AUTHORISED)
            .when(new CapturePayment(PAYMENT, NOW))
            .then(new PaymentCaptured(PAYMENT, ORDER, AMOUNT, NOW));
        given.state(new PaymentState.Captured(ORDER, AMOUNT)).when(new CapturePayment(PAYMENT, NOW)).then();
    }

    @Test
    void nothingIsCapturedWithoutAnAuthorisation() {
        var capture = new CapturePayment(PAYMENT, NOW);
        given.state(NONE).when(capture).thenRefused(new Refusal.Unknown(capture.stream()));
        given.state(closed(PaymentStatus.VOIDED))
            .when(capture)
            .thenRefused(new Refusal.IllegalPaymentTransition("CapturePayment", PaymentStatus.VOIDED, Set.of()));
    }

    @Test
    void voidingGivesBackWhatIsHeldOrTaken() {
        given.state(AUTHORISED)
            .when(new VoidPayment(PAYMENT, NOW))
            .then(new PaymentVoided(PAYMENT, ORDER, AMOUNT, NOW));
        given.state(new PaymentState.Captured(ORDER, AMOUNT))
            .when(new VoidPayment(PAYMENT, NOW))
            .then(new PaymentRefunded(PAYMENT, ORDER, AMOUNT, NOW));
    }

    @Test
    void voidingWhereNothingIsHeldHasNoEffect() {
        given.state(NONE).when(new VoidPayment(PAYMENT, NOW)).then();
        for (var status : Set.of(PaymentStatus.DECLINED, PaymentStatus.TIMED_OUT, PaymentStatus.VOIDED,
                PaymentStatus.REFUNDED)) {
            given.state(closed(status)).when(new VoidPayment(PAYMENT, NOW)).then();
        }
    }

    @Test
    void anAmountIsNotNegative() {
        given.state(NONE)
            .when(new RecordDecline(PAYMENT, ORDER, new Money(-1, "USD"), "odd", NOW))
            .thenInvalidAt("/amount/amountMinor");
    }

    private static RecordAuthorisation authorise(String authorisation) {
        return new RecordAuthorisation(PAYMENT, ORDER, AMOUNT, authorisation, NOW);
    }

    private static PaymentState closed(PaymentStatus status) {
        return new PaymentState.Closed(status);
    }
}

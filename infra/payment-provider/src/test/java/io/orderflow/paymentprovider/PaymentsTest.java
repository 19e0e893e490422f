package io.orderflow.paymentprovider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaymentsTest {
    private static final Amount AMOUNT = new Amount(7_600, "USD");

    private final Payments payments = new Payments(3);

    @Test
    void beyondItsLimitTheOldestPaymentIsForgotten() {
        for (String id : new String[]{"a", "b", "c", "d"}) {
            payments.authorise(id, AMOUNT, 0);
        }

        assertThat(payments.find("a")).isNull();
        assertThat(payments.find("b")).isNotNull();
        assertThat(payments.find("d")).isNotNull();
    }

    @Test
    void theDecisionDependsOnThePaymentIdAlone() {
        var other = new Payments(1_000);
        for (int i = 0; i < 100; i++) {
            String id = "payment-" + i;
            assertThat(other.authorise(id, AMOUNT, 0.3)).isEqualTo(payments.authorise(id, AMOUNT, 0.3));
        }
    }

    @Test
    void aboutTheGivenShareIsDeclinedAndAHigherRateDeclinesTheSameOnesToo() {
        long declined = IntStream.range(0, 10_000)
            .filter(i -> DeclineRule.declines("payment-" + i, AMOUNT, 0.2))
            .peek(i -> assertThat(DeclineRule.declines("payment-" + i, AMOUNT, 0.3)).isTrue())
            .count();

        assertThat(declined).isBetween(1_800L, 2_200L);
    }

    @Test
    void theRatesZeroAndOneDeclineNothingAndEverything() {
        assertThat(IntStream.range(0, 1_000).mapToObj(Integer::toString))
            .noneMatch(id -> DeclineRule.declines(id, AMOUNT, 0))
            .allMatch(id -> DeclineRule.declines(id, AMOUNT, 1));
    }

    @Test
    void aVoidedPaymentCannotBeCaptured() {
        payments.authorise("a", AMOUNT, 0);
        payments.move("a", PaymentState.VOIDED);

        assertThat(payments.move("a", PaymentState.CAPTURED))
            .isEqualTo(new Payments.Outcome.Illegal(PaymentState.VOIDED));
        assertThat(payments.move("a", PaymentState.VOIDED)).isInstanceOf(Payments.Outcome.Done.class);
    }
}

package io.orderflow.command.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import io.orderflow.contract.Money;
import io.orderflow.contract.PaymentId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class PaymentPortTest {
    private static final int CALLS_MAX = 4;
    private static final PaymentId PAYMENT = new PaymentId("order-1");
    private static final Money AMOUNT = new Money(7_600, "USD");

    private final FakePaymentProvider provider = new FakePaymentProvider();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PaymentPort port = port(provider.url(), Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void theProvidersDecisionIsTold() {
        assertThat(port.authorise(PAYMENT, AMOUNT)).isEqualTo(new PaymentPort.Answer.Authorised("ref-order-1"));

        provider.mode(FakePaymentProvider.Mode.DECLINE);
        assertThat(port.authorise(PAYMENT, AMOUNT)).isEqualTo(new PaymentPort.Answer.Declined("no funds"));
        assertThat(calls("authorised")).isEqualTo(1);
        assertThat(calls("declined")).isEqualTo(1);
    }

    @Test
    void anErrorAndAnUnknownAnswerAreNoAnswer() {
        provider.mode(FakePaymentProvider.Mode.FAIL);
        assertThatThrownBy(() -> port.authorise(PAYMENT, AMOUNT)).isInstanceOf(PaymentUnavailableException.class);

        provider.mode(FakePaymentProvider.Mode.GARBLE);
        assertThatThrownBy(() -> port.authorise(PAYMENT, AMOUNT)).isInstanceOf(PaymentUnavailableException.class)
            .hasMessageContaining("PERHAPS");
        assertThat(calls("failed")).isEqualTo(2);
    }

    @Test
    void aSlowProviderIsNotAwaitedForLongerThanTheTimeout() {
        provider.hold();
        PaymentPort impatient = port(provider.url(), Duration.ofMillis(50));

        var failure = catchThrowableOfType(PaymentUnavailableException.class,
                () -> impatient.authorise(PAYMENT, AMOUNT));
        assertThat(failure.wasAsked()).isTrue();
        assertThat(provider.statusOf("order-1")).isEqualTo("AUTHORISED");
    }

    @Test
    void givingBackCanBeRepeatedAndNeedsNoPayment() {
        port.giveBack(PAYMENT);
        assertThat(provider.statusOf("order-1")).isEqualTo("NONE");

        port.authorise(PAYMENT, AMOUNT);
        port.giveBack(PAYMENT);
        port.giveBack(PAYMENT);
        assertThat(provider.statusOf("order-1")).isEqualTo("VOIDED");
        assertThat(calls("voided")).isEqualTo(3);
    }

    @Test
    void anAuthorisationIsCaptured() {
        port.authorise(PAYMENT, AMOUNT);
        port.capture(PAYMENT);

        assertThat(provider.statusOf("order-1")).isEqualTo("CAPTURED");
    }

    @Test
    void callsAreHeldBackWhileTheProviderDoesNotAnswer() {
        provider.mode(FakePaymentProvider.Mode.FAIL);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> port.authorise(PAYMENT, AMOUNT)).isInstanceOf(PaymentUnavailableException.class);
        }

        var heldBack = catchThrowableOfType(PaymentUnavailableException.class, () -> port.authorise(PAYMENT, AMOUNT));
        assertThat(heldBack.wasAsked()).isFalse();
        assertThat(provider.askedFor("order-1")).isEqualTo(10);
        assertThat(calls("refused")).isEqualTo(1);
        assertThat(meters.get("resilience4j.circuitbreaker.state").tag("state", "open").gauge().value()).isEqualTo(1);
    }

    @Test
    void aCallThatFindsNoFreeOneInTimeIsNotSent() throws Exception {
        provider.hold();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PaymentPort.Answer>> onTheirWay = new ArrayList<>();
            for (int i = 0; i < CALLS_MAX; i++) {
                var payment = new PaymentId("held-" + i);
                onTheirWay.add(threads.submit(() -> port.authorise(payment, AMOUNT)));
            }
            for (int i = 0; i < CALLS_MAX; i++) {
                String payment = "held-" + i;
                Awaitility.await().until(() -> provider.askedFor(payment) == 1);
            }

            var notSent = catchThrowableOfType(PaymentUnavailableException.class,
                    () -> port.authorise(PAYMENT, AMOUNT));
            assertThat(notSent.wasAsked()).isFalse();
            assertThat(notSent).hasMessageContaining("none of 4 calls was free within 2 s");
            assertThat(provider.askedFor("order-1")).isZero();
            assertThat(calls("refused")).isEqualTo(1);

            provider.release();
            for (Future<PaymentPort.Answer> answer : onTheirWay) {
                assertThat(answer.get()).isInstanceOf(PaymentPort.Answer.Authorised.class);
            }
        }
    }

    @Test
    void aWrongSettingNamesItselfAndItsLimits() {
        assertThatThrownBy(() -> settings(URI.create("ftp://somewhere"), Duration.ofSeconds(1)))
            .hasMessage("orderflow.payment.url is ftp://somewhere; it must be an http or https URL");
        assertThatThrownBy(() -> settings(URI.create("http://somewhere"), Duration.ZERO))
            .hasMessage("orderflow.payment.call-timeout in ms is 0; it must be between 1 and 60000");
    }

    private double calls(String outcome) {
        return meters.get("payment.calls").tag("outcome", outcome).counter().count();
    }

    private PaymentPort port(URI url, Duration callTimeout) {
        return PaymentConfiguration.paymentPort(settings(url, callTimeout), RestClient.builder(),
                TracerProvider.noop().get("test"), meters);
    }

    private static PaymentProperties settings(URI url, Duration callTimeout) {
        return new PaymentProperties(url, Duration.ofSeconds(1), callTimeout, CALLS_MAX,
                new PaymentProperties.Breaker(10, 50, Duration.ofSeconds(5)));
    }
}

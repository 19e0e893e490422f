package io.orderflow.command.payment;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.contract.Money;
import io.orderflow.contract.PaymentId;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Bounds the calls that are on their way, holds calls back while the provider does not answer, and counts them. */
final class GuardedPaymentProvider implements PaymentPort {
    /** How long a call waits for a free one; whoever claims a call has to allow for it. */
    static final Duration WAIT_MAX = Duration.ofSeconds(2);

    private enum Outcome {
        AUTHORISED, DECLINED, VOIDED, CAPTURED, FAILED, REFUSED
    }

    private final PaymentPort provider;
    private final CircuitBreaker breaker;
    private final MeterRegistry meters;
    private final int callsMax;
    private final Semaphore free;

    GuardedPaymentProvider(PaymentPort provider, CircuitBreaker breaker, MeterRegistry meters, int callsMax) {
        this.provider = provider;
        this.breaker = breaker;
        this.meters = meters;
        this.callsMax = callsMax;
        free = new Semaphore(callsMax);
        for (Outcome outcome : Outcome.values()) {
            count(outcome, 0);
        }
    }

    @Override
    public Answer authorise(PaymentId payment, Money amount) {
        return call(() -> provider.authorise(payment, amount), answer -> switch (answer) {
            case Answer.Authorised _ -> Outcome.AUTHORISED;
            case Answer.Declined _ -> Outcome.DECLINED;
        });
    }

    @Override
    public void giveBack(PaymentId payment) {
        call(() -> {
            provider.giveBack(payment);
            return payment;
        }, _ -> Outcome.VOIDED);
    }

    @Override
    public void capture(PaymentId payment) {
        call(() -> {
            provider.capture(payment);
            return payment;
        }, _ -> Outcome.CAPTURED);
    }

    /** Calls on their way, as a part of those that may be. */
    double saturation() {
        return (double) (callsMax - free.availablePermits()) / callsMax;
    }

    private <T> T call(Supplier<T> call, Function<T, Outcome> outcomeOf) {
        awaitFree();
        try {
            T answer = breaker.executeSupplier(call);
            count(outcomeOf.apply(answer), 1);
            return answer;
        } catch (CallNotPermittedException heldBack) {
            count(Outcome.REFUSED, 1);
            throw PaymentUnavailableException.notAsked("the circuit breaker is open", heldBack);
        } catch (PaymentUnavailableException unanswered) {
            count(Outcome.FAILED, 1);
            throw unanswered;
        } finally {
            free.release();
        }
    }

    private void awaitFree() {
        try {
            if (!free.tryAcquire(WAIT_MAX.toNanos(), TimeUnit.NANOSECONDS)) {
                count(Outcome.REFUSED, 1);
                throw PaymentUnavailableException
                    .notAsked("none of " + callsMax + " calls was free within " + WAIT_MAX.toSeconds() + " s", null);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw PaymentUnavailableException.notAsked("stopped while it waited for a free call", stopping);
        }
    }

    private void count(Outcome outcome, int calls) {
        Meters.counter(meters, MeterName.PAYMENT_CALLS, "outcome", outcome.name().toLowerCase(Locale.ROOT))
            .increment(calls);
    }
}

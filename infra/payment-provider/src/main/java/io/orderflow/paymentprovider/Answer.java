package io.orderflow.paymentprovider;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** An HTTP answer before it is written. */
record Answer(int status, Object body) {
    /** What {@code PUT} answers: the decision, the same at each repetition whatever came after it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionBody(String status, @Nullable String authorisation, @Nullable String reason) {}

    /** A payment as it stands now. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentBody(String paymentId, String status, long amountMinor, String currency,
            @Nullable String authorisation) {}

    /** RFC 9457; {@code instance} and {@code traceId} belong to the request and are added when it is written. */
    record Refusal(String title, String detail) {}

    static Answer ok(Object body) {
        return new Answer(200, body);
    }

    static Answer decision(Payment payment) {
        return payment.state() == PaymentState.DECLINED
                ? ok(new DecisionBody("DECLINED", null, "The card was declined by its issuer."))
                : ok(new DecisionBody("AUTHORISED", payment.authorisation(), null));
    }

    static Answer payment(Payment payment) {
        return ok(new PaymentBody(payment.id(), payment.state().name(), payment.amount().amountMinor(),
                payment.amount().currency(),
                payment.state() == PaymentState.DECLINED ? null : payment.authorisation()));
    }

    static Answer badRequest(String detail) {
        return new Answer(400, new Refusal("Bad request", detail));
    }

    static Answer notFound(String detail) {
        return new Answer(404, new Refusal("Not found", detail));
    }

    static Answer methodNotAllowed(String method) {
        return new Answer(405, new Refusal("Method not allowed", method + " is not supported here."));
    }

    static Answer conflict(String detail) {
        return new Answer(409, new Refusal("Conflict", detail));
    }

    static Answer tooLarge(int bodyBytesMax) {
        return new Answer(413,
                new Refusal("Payload too large", "The body may have at most " + bodyBytesMax + " bytes."));
    }

    static Answer unavailable() {
        return new Answer(503,
                new Refusal("Service unavailable",
                        "The provider fails on purpose, at its failRate; nothing was done."));
    }
}

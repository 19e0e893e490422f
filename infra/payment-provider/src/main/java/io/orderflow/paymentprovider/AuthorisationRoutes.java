package io.orderflow.paymentprovider;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /authorisations/{paymentId}}, {@code …/void} and {@code …/capture}. */
final class AuthorisationRoutes {
    static final String ROOT = "/authorisations/";
    private static final Pattern PATH = Pattern.compile(ROOT + "([A-Za-z0-9._-]{1,100})(/void|/capture)?");

    private final Payments payments;

    AuthorisationRoutes(Payments payments) {
        this.payments = payments;
    }

    Answer answer(String method, String path, byte[] body, double declineRate) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Answer.notFound("A payment id has 1 to 100 letters, digits, dots, dashes and underscores.");
        }
        String id = matcher.group(1);
        @Nullable
        String step = matcher.group(2);
        return step == null ? onPayment(method, id, body, declineRate) : onStep(method, id, step);
    }

    private Answer onPayment(String method, String id, byte[] body, double declineRate) {
        return switch (method) {
            case "PUT" -> authorise(id, StrictJson.read(body, Amount.class), declineRate);
            case "GET" -> show(id);
            default -> Answer.methodNotAllowed(method);
        };
    }

    private Answer onStep(String method, String id, String step) {
        if (!method.equals("POST")) {
            return Answer.methodNotAllowed(method);
        }
        PaymentState next = step.equals("/void") ? PaymentState.VOIDED : PaymentState.CAPTURED;
        Payments.Outcome outcome = payments.move(id, next);
        return outcome instanceof Payments.Outcome.Done(Payment payment)
                ? Answer.payment(payment)
                : refusal(outcome, id);
    }

    private Answer authorise(String id, Amount amount, double declineRate) {
        List<String> violations = amount.violations();
        if (!violations.isEmpty()) {
            return Answer.badRequest(String.join(" ", violations));
        }
        Payments.Outcome outcome = payments.authorise(id, amount, declineRate);
        return outcome instanceof Payments.Outcome.Done(Payment payment)
                ? Answer.decision(payment)
                : refusal(outcome, id);
    }

    private Answer show(String id) {
        Payment payment = payments.find(id);
        return payment == null ? Answer.notFound("There is no payment " + id + ".") : Answer.payment(payment);
    }

    private static Answer refusal(Payments.Outcome outcome, String id) {
        return switch (outcome) {
            case Payments.Outcome.OtherAmount(Amount known) -> Answer.conflict("The payment " + id + " is known with "
                    + known.amountMinor() + " " + known.currency() + ".");
            case Payments.Outcome.Illegal(PaymentState state) ->
                Answer.conflict("The payment " + id + " is " + state + ".");
            case Payments.Outcome.Unknown() -> Answer.notFound("There is no payment " + id + ".");
            case Payments.Outcome.Done done -> throw new IllegalStateException("no refusal: " + done);
        };
    }
}

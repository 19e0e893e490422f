package io.orderflow.command.http;

import io.orderflow.command.domain.Refusal;
import io.orderflow.command.domain.Refusal.Violation;
import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Each refusal of the domain as a problem document, with its facts. */
final class RefusalProblems {
    private RefusalProblems() {}

    static ApiProblem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Unknown(var stream) -> notFound(stream.id());
            case Refusal.AlreadyPlaced(var orderId) ->
                ApiProblem.of(ProblemType.ILLEGAL_TRANSITION, "order " + orderId + " is placed already");
            case Refusal.IllegalTransition(String command, var status, var allowed) ->
                illegal(command, status.name(), allowed);
            case Refusal.IllegalPaymentTransition(String command, var status, var allowed) ->
                illegal(command, status.name(), allowed);
            case Refusal.WouldGoNegative(_, long onHand, long reserved, long delta) -> ApiProblem
                .of(ProblemType.WOULD_GO_NEGATIVE,
                        "%d on hand, of which %d are reserved, cannot change by %d".formatted(onHand, reserved, delta))
                .with("onHand", onHand)
                .with("reserved", reserved)
                .with("available", onHand - reserved);
            case Refusal.CurrencyMismatch(String expected, var violations) ->
                ApiProblem.of(ProblemType.CURRENCY_MISMATCH, invalid(violations))
                    .with("currency", expected);
            case Refusal.Invalid(var violations) ->
                ApiProblem.of(ProblemType.VALIDATION_FAILED, invalid(violations));
            case Refusal.NotYetExpired(_, var orderId, var expiresAt) -> ApiProblem.of(ProblemType.ILLEGAL_TRANSITION,
                    "the reservation for order " + orderId + " lasts until " + expiresAt);
        };
    }

    static ApiProblem notFound(String id) {
        return ApiProblem.notFound("there is no " + id);
    }

    private static List<InvalidValue> invalid(List<Violation> violations) {
        return violations.stream().map(it -> InvalidValue.at(it.pointer(), it.detail())).toList();
    }

    private static ApiProblem illegal(String command, String status, Set<?> allowed) {
        List<String> moves = List.copyOf(new TreeSet<>(allowed.stream().map(Object::toString).toList()));
        String remaining = moves.isEmpty()
                ? "no other stage can follow"
                : "only " + String.join(", ", moves)
                        + " can follow";
        return ApiProblem.of(ProblemType.ILLEGAL_TRANSITION,
                command + " is not allowed in stage " + status + ": " + remaining)
            .with("state", status)
            .with("allowed", moves);
    }
}

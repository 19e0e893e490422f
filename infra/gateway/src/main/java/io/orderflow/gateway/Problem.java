package io.orderflow.gateway;

import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemDocument;
import io.orderflow.contract.http.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal by the gateway itself.
 *
 * @param retry whether the same request can succeed later
 * @param allow the methods that the resource has, where another one was asked for
 */
record Problem(ProblemType type, String detail, List<InvalidValue> errors, boolean retry, @Nullable String allow) {
    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), false, null);
    }

    static Problem of(ProblemType type, InvalidValue error) {
        List<InvalidValue> errors = List.of(error);
        return new Problem(type, ProblemDocument.summary(errors), errors, false, null);
    }

    static Problem retryLater(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), true, null);
    }

    static Problem methodNotAllowed(String allow) {
        return new Problem(ProblemType.METHOD_NOT_ALLOWED, "The methods of this resource are " + allow + ".",
                List.of(), false, allow);
    }
}

package io.orderflow.gateway;

import io.orderflow.contract.http.ProblemType;

/**
 * A refusal by the gateway itself.
 *
 * @param retry whether the same request can succeed later
 */
record Problem(ProblemType type, String detail, boolean retry) {
    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, false);
    }

    static Problem retryLater(ProblemType type, String detail) {
        return new Problem(type, detail, true);
    }
}

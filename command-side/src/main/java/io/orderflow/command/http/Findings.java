package io.orderflow.command.http;

import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a body, all of it, so that the client can correct everything at once. */
final class Findings {
    private final List<InvalidValue> malformed = new ArrayList<>();
    private final List<InvalidValue> invalid = new ArrayList<>();

    /** A field that is unknown, or a value of the wrong kind. */
    void malformed(String pointer, String detail) {
        malformed.add(InvalidValue.at(pointer, detail));
    }

    /** A value that is missing or not acceptable. */
    void invalid(String pointer, String detail) {
        invalid.add(InvalidValue.at(pointer, detail));
    }

    /**
     * @throws ApiProblem when there was a finding
     */
    void check() {
        if (!malformed.isEmpty()) {
            throw ApiProblem.of(ProblemType.MALFORMED_REQUEST, malformed);
        }
        if (!invalid.isEmpty()) {
            throw ApiProblem.of(ProblemType.VALIDATION_FAILED, invalid);
        }
    }
}

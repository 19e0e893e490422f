package io.orderflow.query.http;

import io.orderflow.contract.http.ProblemType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A read that ends in a problem document. It is an answer, not a defect, so it carries no stack trace. */
public final class ApiProblem extends RuntimeException {
    private final ProblemType type;
    private final List<InvalidValue> errors;
    private final @Nullable Duration retryAfter;

    private ApiProblem(ProblemType type, String detail, List<InvalidValue> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public static ApiProblem notFound(String detail) {
        return new ApiProblem(ProblemType.NOT_FOUND, detail, List.of(), null);
    }

    /**
     * @param errors at least one
     */
    public static ApiProblem invalid(List<InvalidValue> errors) {
        return new ApiProblem(ProblemType.VALIDATION_FAILED, summary(errors), errors, null);
    }

    private static String summary(List<InvalidValue> errors) {
        InvalidValue first = errors.getFirst();
        String more = errors.size() == 1 ? "" : "; and " + (errors.size() - 1) + " more";
        return first.name() + " " + first.detail() + more;
    }

    public static ApiProblem invalid(InvalidValue error) {
        return invalid(List.of(error));
    }

    static ApiProblem of(ProblemType type, String detail) {
        return new ApiProblem(type, detail, List.of(), null);
    }

    /**
     * @param retryAfter told to the client in whole seconds, rounded up
     */
    public static ApiProblem retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new ApiProblem(type, detail, List.of(), retryAfter);
    }

    ProblemType type() {
        return type;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<InvalidValue> errors() {
        return errors;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}

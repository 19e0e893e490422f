package io.orderflow.http;

import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemDocument;
import io.orderflow.contract.http.ProblemType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that ends in a problem document. It is an answer, not a defect, so it carries no stack trace. */
public final class ApiProblem extends RuntimeException {
    private final ProblemType type;
    private final transient List<InvalidValue> errors;
    private final transient Map<String, Object> facts;
    private final @Nullable Duration retryAfter;

    private ApiProblem(ProblemType type, String detail, List<InvalidValue> errors, Map<String, Object> facts,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.facts = facts;
        this.retryAfter = retryAfter;
    }

    public static ApiProblem of(ProblemType type, String detail) {
        return new ApiProblem(type, detail, List.of(), Map.of(), null);
    }

    /**
     * @param errors at least one
     */
    public static ApiProblem of(ProblemType type, List<InvalidValue> errors) {
        return new ApiProblem(type, ProblemDocument.summary(errors), errors, Map.of(), null);
    }

    public static ApiProblem notFound(String detail) {
        return of(ProblemType.NOT_FOUND, detail);
    }

    public static ApiProblem invalid(InvalidValue error) {
        return of(ProblemType.VALIDATION_FAILED, List.of(error));
    }

    public static ApiProblem header(ProblemType type, String header, String detail) {
        return of(type, List.of(InvalidValue.header(header, detail)));
    }

    /**
     * @param retryAfter told to the client in whole seconds, rounded up
     */
    public static ApiProblem retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new ApiProblem(type, detail, List.of(), Map.of(), retryAfter);
    }

    /** The same problem with one more member of the document. */
    public ApiProblem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(member, value);
        return new ApiProblem(type, detail(), errors, more, retryAfter);
    }

    ProblemType type() {
        return type;
    }

    /** Null when the same request is no better later. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    ProblemDocument document(String instance, String traceId) {
        return new ProblemDocument(type, detail(), instance, traceId, errors, facts);
    }

    private String detail() {
        return String.valueOf(getMessage());
    }
}

package io.orderflow.command.http;

import io.orderflow.contract.http.ProblemType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command that ends in a problem document. It is an answer, not a defect, so it carries no stack trace. */
final class ApiProblem extends RuntimeException {
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

    static ApiProblem of(ProblemType type, String detail) {
        return new ApiProblem(type, detail, List.of(), Map.of(), null);
    }

    /**
     * @param errors at least one
     */
    static ApiProblem of(ProblemType type, List<InvalidValue> errors) {
        InvalidValue first = errors.getFirst();
        String others = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new ApiProblem(type, first.pointer() + " " + first.detail() + others, errors, Map.of(), null);
    }

    static ApiProblem header(ProblemType type, String header, String detail) {
        return of(type, List.of(InvalidValue.header(header, detail)));
    }

    /**
     * @param retryAfter told to the client in whole seconds, rounded up
     */
    static ApiProblem retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new ApiProblem(type, detail, List.of(), Map.of(), retryAfter);
    }

    /** The same problem with one more member of the document. */
    ApiProblem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(member, value);
        return new ApiProblem(type, detail(), errors, more, retryAfter);
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

    Map<String, Object> facts() {
        return facts;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}

package io.orderflow.query.http;

import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of one request and gathers what is wrong with them, to be told all at once. */
public final class Parameters {
    private final HttpServletRequest request;
    private final List<InvalidValue> errors = new ArrayList<>();

    public Parameters(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * @param form throws a {@link RuntimeException} for a value that it does not accept
     * @param expected completes "must be …"
     * @return null when the parameter is absent or was not accepted
     */
    public <T> @Nullable T optional(String name, String expected, Function<String, T> form) {
        String value = request.getParameter(name);
        if (value == null) {
            return null;
        }
        try {
            return form.apply(value);
        } catch (RuntimeException _) {
            refuse(name, "must be " + expected);
            return null;
        }
    }

    public int intBetween(String name, int lowest, int highest, int otherwise) {
        Integer value = optional(name, "a whole number from " + lowest + " to " + highest, text -> {
            int number = Integer.parseInt(text);
            if (number < lowest || number > highest) {
                throw new IllegalArgumentException();
            }
            return number;
        });
        return value == null ? otherwise : value;
    }

    public void refuse(String name, String detail) {
        errors.add(InvalidValue.parameter(name, detail));
    }

    /**
     * @throws ApiProblem when anything was refused so far
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw ApiProblem.of(ProblemType.VALIDATION_FAILED, errors);
        }
    }
}

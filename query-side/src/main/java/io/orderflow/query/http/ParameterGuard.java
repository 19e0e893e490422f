package io.orderflow.query.http;

import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import io.orderflow.http.FallbackErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that the handler does not know, that are repeated, or that are too long. */
final class ParameterGuard implements HandlerInterceptor {
    static final int VALUE_LENGTH_MAX = 512;
    private static final int ERRORS_MAX = 10;

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod method
                && !(method.getBean() instanceof FallbackErrors)) {
            List<InvalidValue> errors = check(parameters(request), known(method));
            if (!errors.isEmpty()) {
                throw ApiProblem.of(ProblemType.VALIDATION_FAILED, errors);
            }
        }
        return true;
    }

    /** Tomcat decodes the query string here, and not before. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException _) {
            throw ApiProblem.of(ProblemType.MALFORMED_REQUEST, "the query string cannot be decoded as UTF-8");
        }
    }

    private static Set<String> known(HandlerMethod method) {
        Accepts accepts = method.getMethodAnnotation(Accepts.class);
        return accepts == null ? Set.of() : Set.of(accepts.value());
    }

    private static List<InvalidValue> check(Map<String, String[]> parameters, Set<String> known) {
        List<InvalidValue> errors = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (errors.size() == ERRORS_MAX) {
                return;
            }
            if (!known.contains(name)) {
                errors.add(InvalidValue.parameter(name, "is no parameter of this resource"
                        + (known.isEmpty()
                                ? "; it has none"
                                : "; it has " + String.join(", ", known.stream().sorted().toList()))));
            } else if (values.length > 1) {
                errors.add(InvalidValue.parameter(name, "must be given once"));
            } else if (values[0].length() > VALUE_LENGTH_MAX) {
                errors.add(InvalidValue.parameter(name, "must have at most " + VALUE_LENGTH_MAX + " characters"));
            }
        });
        return errors;
    }
}

package io.orderflow.query.consistency;

import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.InvalidValue;
import io.orderflow.http.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The position that an answer must include.
 *
 * @param position from 0
 */
record ConsistencyToken(long position) {
    private static final Pattern FORM = Pattern.compile("\\d{1,18}");

    /**
     * @throws ApiProblem when the header is there and is no token
     */
    static Optional<ConsistencyToken> of(HttpServletRequest request) {
        if (request.getHeader(ApiHeaders.CONSISTENCY_TOKEN) == null) {
            return Optional.empty();
        }
        List<String> values = Collections.list(request.getHeaders(ApiHeaders.CONSISTENCY_TOKEN));
        if (values.size() > 1 || !FORM.matcher(values.getFirst()).matches()) {
            throw invalid("must be the one number that a command answered");
        }
        return Optional.of(new ConsistencyToken(Long.parseLong(values.getFirst())));
    }

    static ApiProblem invalid(String detail) {
        return ApiProblem.invalid(InvalidValue.header(ApiHeaders.CONSISTENCY_TOKEN, detail));
    }
}

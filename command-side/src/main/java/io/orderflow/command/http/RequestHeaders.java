package io.orderflow.command.http;

import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.http.ApiProblem;
import io.orderflow.http.EntityTags;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The header fields that a command listens to. */
final class RequestHeaders {
    /**
     * Who asks. Until requests are authenticated the caller says so itself: a name in this header, which serves to tell
     * callers apart and grants nothing; without it the caller is {@value #ANONYMOUS}.
     */
    static final String ACTOR = "X-Actor";
    static final String ANONYMOUS = "anonymous";
    private static final Pattern ACTOR_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}");
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");
    private static final Pattern VERSION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private RequestHeaders() {}

    static String actor(HttpServletRequest request) {
        String actor = single(request, ACTOR);
        if (actor == null) {
            return ANONYMOUS;
        }
        if (!ACTOR_FORM.matcher(actor).matches()) {
            throw ApiProblem.header(ProblemType.VALIDATION_FAILED, ACTOR,
                    "has 1 to 64 letters, digits, '_', '.', '@' or '-' and starts with a letter or digit");
        }
        return actor;
    }

    /** The key without the quotation marks that the IETF draft gives it. */
    static String idempotencyKey(HttpServletRequest request) {
        String value = single(request, ApiHeaders.IDEMPOTENCY_KEY);
        if (value == null) {
            throw ApiProblem.header(ProblemType.IDEMPOTENCY_KEY_MISSING, ApiHeaders.IDEMPOTENCY_KEY, "is missing");
        }
        Matcher quoted = QUOTED.matcher(value);
        String key = quoted.matches() ? quoted.group(1) : value;
        if (!KEY_FORM.matcher(key).matches()) {
            throw ApiProblem.header(ProblemType.VALIDATION_FAILED, ApiHeaders.IDEMPOTENCY_KEY,
                    "has 1 to 255 printable ASCII characters without spaces");
        }
        return key;
    }

    /** RFC 9110, 13.1.1. A tag that is weak, or that no version has, is one that never matches. */
    static RequiredVersion ifMatch(HttpServletRequest request) {
        List<String> lines = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
        if (lines.isEmpty()) {
            throw ApiProblem.header(ProblemType.PRECONDITION_REQUIRED, HttpHeaders.IF_MATCH,
                    "is missing: send the ETag of your last read, or *");
        }
        try {
            return required(EntityTags.parse(lines));
        } catch (IllegalArgumentException _) {
            throw ApiProblem.header(ProblemType.VALIDATION_FAILED, HttpHeaders.IF_MATCH,
                    "is a list of versions in quotation marks, such as \"7\", or *");
        }
    }

    private static RequiredVersion required(EntityTags tags) {
        return tags.any()
                ? RequiredVersion.ANY
                : new RequiredVersion.OneOf(tags.strong()
                    .stream()
                    .filter(VERSION.asMatchPredicate())
                    .map(Long::valueOf)
                    .collect(Collectors.toUnmodifiableSet()));
    }

    private static @Nullable String single(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        if (values.size() > 1) {
            throw ApiProblem.header(ProblemType.VALIDATION_FAILED, name, "stands there more than once");
        }
        return values.isEmpty() ? null : values.getFirst().strip();
    }
}

package io.orderflow.gateway;

import io.orderflow.contract.http.FieldValue;
import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that every server reads the same way. Its header fields are of visible US-ASCII, and its path has no
 * segments that lead up, no parameters, no empty segments, no encoded slash, dot, backslash or control character;
 * otherwise it could match one route here and mean another one behind.
 */
final class PlainRequest {
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9/._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})*+");
    private static final Pattern AMBIGUOUS = Pattern
        .compile("//|/\\.{1,2}(/|$)|%(2[ef]|5c|[01][0-9a-f]|7f|25)", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUERY = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");
    private static final Pattern HOST = Pattern
        .compile("(?:[A-Za-z0-9._~!$&'()*+,;=%-]++|\\[[0-9A-Fa-f:.]++])(?::\\d{0,5})?");
    /** What most paths and queries are made of; only others are held against the patterns. */
    private static final String USUAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private static final boolean[] USUAL_IN_PATH = members(USUAL + "/");
    private static final boolean[] USUAL_IN_QUERY = members(USUAL + "=&.");
    private static final String CHUNKED = "chunked";

    private PlainRequest() {}

    /** Null when the request is plain. */
    static @Nullable Problem problemOf(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_1) {
            return Problem.of(ProblemType.HTTP_VERSION_NOT_SUPPORTED, "The gateway speaks HTTP/1.1.");
        }
        String path = request.path();
        if (path == null || !isPlainPath(path)) {
            return malformed("The path has a character or a segment that is not allowed in it.");
        }
        String query = request.query();
        if (query != null && !consistsOf(USUAL_IN_QUERY, query) && !QUERY.matcher(query).matches()) {
            return malformed("The query of the address cannot be read.");
        }
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
            return malformed(
                    "The request must have exactly one Host field with a host and, where it is needed, a port.");
        }
        Problem unreadable = fieldProblem(request);
        return unreadable == null ? framingProblem(request) : unreadable;
    }

    private static @Nullable Problem fieldProblem(HttpServerRequest request) {
        for (Map.Entry<String, String> field : request.headers()) {
            if (!FieldValue.isPlain(field.getValue())) {
                return Problem.of(ProblemType.MALFORMED_REQUEST,
                        InvalidValue.header(field.getKey(), "has a character that is not of visible US-ASCII"));
            }
        }
        return null;
    }

    private static boolean isPlainPath(String path) {
        if (path.startsWith("/") && !path.contains("//") && consistsOf(USUAL_IN_PATH, path)) {
            return true;
        }
        return PATH.matcher(path).matches() && !AMBIGUOUS.matcher(path).find();
    }

    private static boolean[] members(String characters) {
        boolean[] members = new boolean[Byte.MAX_VALUE + 1];
        characters.chars().forEach(it -> members[it] = true);
        return members;
    }

    private static boolean consistsOf(boolean[] members, String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= members.length || !members[character]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Problem framingProblem(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.isEmpty() || (codings.size() == 1 && codings.getFirst().equals(CHUNKED))) {
            return null;
        }
        return malformed("The only Transfer-Encoding that is understood is chunked.");
    }

    private static Problem malformed(String detail) {
        return Problem.of(ProblemType.MALFORMED_REQUEST, detail);
    }
}

package io.orderflow.gateway;

import io.orderflow.contract.http.ProblemType;
import java.util.regex.Pattern;

/**
 * A path that every server reads the same way: no segments that lead up, no parameters, no empty segments, no encoded
 * slash, dot, backslash or control character. Otherwise a path could match one route here and mean another one behind.
 */
final class PlainPath {
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9/._~!$&'()*+,=:@%-]*");
    private static final Pattern AMBIGUOUS = Pattern
        .compile("//|/\\.{1,2}(/|$)|%(2[ef]|5c|[01][0-9a-f]|7f|25)", Pattern.CASE_INSENSITIVE);

    private PlainPath() {}

    /**
     * @throws RefusedException when the path is not plain
     */
    static void require(String path) {
        if (!CHARACTERS.matcher(path).matches() || AMBIGUOUS.matcher(path).find()) {
            throw new RefusedException(Problem.of(ProblemType.MALFORMED_REQUEST,
                    "The path has a character or a segment that is not allowed in it."));
        }
    }
}

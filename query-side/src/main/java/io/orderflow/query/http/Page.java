package io.orderflow.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One page of a list.
 *
 * @param nextCursor null on the last page
 */
public record Page<T>(List<T> items, @JsonInclude @Nullable String nextCursor) {
    /**
     * Cuts a page out of what a query returned that was asked for one row more than the page holds.
     *
     * @param cursorAfter the cursor of the rows after the given one
     */
    public static <R> Page<R> of(List<R> rows, int limit, Function<R, String> cursorAfter) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<R> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursorAfter.apply(items.getLast()));
    }

    public <S> Page<S> map(Function<T, S> form) {
        return new Page<>(items.stream().map(form).toList(), nextCursor);
    }

    /** Adds {@code Link: <…>; rel="next"} (RFC 8288): this request with the next cursor. */
    public Page<T> linkedFrom(HttpServletRequest request, HttpServletResponse response) {
        if (nextCursor != null) {
            var next = UriComponentsBuilder.fromPath(request.getRequestURI());
            request.getParameterMap().forEach((name, values) -> next.queryParam(name, "{" + name + "}"));
            next.replaceQueryParam("cursor", "{cursor}");
            String target = next.encode()
                .buildAndExpand(variables(request, nextCursor))
                .toUriString();
            response.setHeader(HttpHeaders.LINK, "<" + target + ">; rel=\"next\"");
        }
        return this;
    }

    private static Map<String, Object> variables(HttpServletRequest request, String cursor) {
        Map<String, Object> variables = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> variables.put(name, values[0]));
        variables.put("cursor", cursor);
        return variables;
    }
}

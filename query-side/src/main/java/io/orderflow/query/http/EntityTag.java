package io.orderflow.query.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The strong entity tag of a resource whose state is told by one version number (RFC 9110, section 8.8.3). */
public record EntityTag(long version) {
    private static final String REVALIDATED = "private, no-cache";

    /** 304 when the client has this state already, else 200 with the body; a cache asks again each time. */
    public <T> ResponseEntity<T> answer(HttpServletRequest request, HttpServletResponse response, T body) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, REVALIDATED);
        return isKnownTo(request)
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(toString()).build()
                : ResponseEntity.ok().eTag(toString()).body(body);
    }

    /** Sets the header fields of the state; true, and the status 304, when the client has it already. */
    boolean isAnswerTo(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, REVALIDATED);
        response.setHeader(HttpHeaders.ETAG, toString());
        if (isKnownTo(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        return false;
    }

    /** Whether the client has this state already: {@code If-None-Match}, compared weakly as section 13.1.2 says. */
    private boolean isKnownTo(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.IF_NONE_MATCH) != null
                && Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH))
                    .stream()
                    .flatMap(line -> Arrays.stream(line.split(",", -1)))
                    .map(String::strip)
                    .anyMatch(this::matches);
    }

    private boolean matches(String candidate) {
        String tag = candidate.startsWith("W/") ? candidate.substring(2) : candidate;
        return tag.equals("*") || tag.equals(toString());
    }

    @Override
    public String toString() {
        return "\"" + version + "\"";
    }
}

package io.orderflow.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;

/** The strong entity tag of a resource whose state is told by one version number (RFC 9110, 8.8.3). */
public record EntityTag(long version) {
    private static final String IF_NONE_MATCH = "If-None-Match";

    /**
     * Sets the header fields of the state; true, and the status 304, when the client has it already. A cache asks again
     * each time. Spring's own look at {@code If-None-Match} does not know {@code *}.
     */
    public boolean isAnswerTo(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("ETag", toString());
        if (isKnownTo(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        return false;
    }

    /** A condition that cannot be read holds nothing back: the client gets the whole answer. */
    private boolean isKnownTo(HttpServletRequest request) {
        if (request.getHeader(IF_NONE_MATCH) == null) {
            return false;
        }
        try {
            List<String> lines = Collections.list(request.getHeaders(IF_NONE_MATCH));
            return EntityTags.parse(lines).matchesWeakly(Long.toString(version));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "\"" + version + "\"";
    }
}

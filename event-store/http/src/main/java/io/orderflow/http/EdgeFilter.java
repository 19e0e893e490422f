package io.orderflow.http;

import io.orderflow.contract.http.FieldValue;
import io.orderflow.contract.http.InvalidValue;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.contract.http.SecurityHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives every answer its security headers, and refuses header fields that two servers could read differently. */
final class EdgeFilter extends HttpFilter {
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.addTo(response::setHeader);
        if (isOfTheApi(request.getRequestURI())) {
            response.setHeader("Cache-Control", "no-store"); // unless the resource says otherwise
        }
        String unreadable = unreadableField(request);
        if (unreadable == null) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswer.write(ApiProblem.of(ProblemType.MALFORMED_REQUEST, List.of(InvalidValue.header(unreadable,
                    "has a character that is not of visible US-ASCII"))), request, response);
        }
    }

    private static boolean isOfTheApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/admin/");
    }

    /** Its name; null when all can be read. */
    private static @Nullable String unreadableField(HttpServletRequest request) {
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements();) {
            String name = names.nextElement();
            for (Enumeration<String> values = request.getHeaders(name); values.hasMoreElements();) {
                if (!FieldValue.isPlain(values.nextElement())) {
                    return name;
                }
            }
        }
        return null;
    }
}

package io.orderflow.query.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every answer its security headers. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10) // inside the filter that opens the server span, outside of all others
final class EdgeFilter extends OncePerRequestFilter {
    private static final String API = "/api/";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        addSecurityHeaders(response);
        if (request.getRequestURI().startsWith(API)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store"); // unless the resource says otherwise
        }
        chain.doFilter(request, response);
    }

    private static void addSecurityHeaders(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}

package io.orderflow.command.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.observability.Saturation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is beyond the limit of requests handled at the same time; probes and metrics are always let in. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10) // inside the filters that open the server span and name its trace
final class InFlightFilter extends OncePerRequestFilter {
    private static final String API = "/api/";

    private final Semaphore free;
    private final ProblemWriter problems;

    InFlightFilter(HttpProperties limits, ProblemWriter problems, MeterRegistry meters) {
        this.free = new Semaphore(limits.inFlightMax());
        this.problems = problems;
        Saturation.register(meters, "http_inflight",
                () -> 1 - (double) free.availablePermits() / limits.inFlightMax());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(API);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!free.tryAcquire()) {
            problems.write(ApiProblem.retryLater(ProblemType.OVERLOADED, "too many requests are being handled",
                    ProblemAdvice.OVERLOAD_RETRY_AFTER), request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            free.release();
        }
    }
}

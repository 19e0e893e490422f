package io.orderflow.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.contract.http.ProblemType;
import io.orderflow.observability.Saturation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in so many requests at once, with a plain path and a body of limited size. Its own endpoints are always open.
 */
@Component
final class AdmissionFilter extends OncePerRequestFilter implements Ordered {
    private static final String OWN_ENDPOINTS = "/actuator/";

    private final int requestsMax;
    private final BodyReader bodies;
    private final AtomicInteger requests = new AtomicInteger();

    AdmissionFilter(GatewayProperties properties, MeterRegistry meters) {
        this.requestsMax = properties.requestsMax();
        this.bodies = new BodyReader(properties.body());
        Saturation.register(meters, "http_inflight", () -> (double) requests.get() / requestsMax);
    }

    @Override
    public int getOrder() {
        return ProblemFilter.ORDER + 1;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(OWN_ENDPOINTS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (requests.incrementAndGet() > requestsMax) {
                throw new RefusedException(Problem.retryLater(ProblemType.OVERLOADED,
                        "The gateway has " + requestsMax + " requests under way, and takes no more at once."));
            }
            PlainPath.require(request.getRequestURI());
            bodies.read(request, bounded -> chain.doFilter(bounded, response));
        } finally {
            requests.decrementAndGet();
        }
    }
}

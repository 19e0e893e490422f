package io.orderflow.gateway;

import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Turns every failure into a problem document. When the answer has begun already the connection is broken, so that the
 * caller cannot take half an answer for a whole one.
 */
@Component
final class ProblemFilter extends OncePerRequestFilter implements Ordered {
    /** Inside the observation of the request and the filter that names its trace. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 3;
    private static final Logger LOG = LoggerFactory.getLogger(ProblemFilter.class);

    private final ProblemWriter problems;

    ProblemFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ClientAbortException callerLeft) {
            LOG.debug("The caller closed the connection", callerLeft);
        } catch (IOException | ServletException | RuntimeException failure) {
            ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(context -> context.setError(failure));
            if (response.isCommitted()) {
                LOG.warn("An answer was broken off: {}", failure.toString());
                // The one exception for which the container neither logs a defect nor ends the answer as if it were whole.
                throw new ClientAbortException(failure);
            }
            problems.write(problemOf(failure), request, response);
        }
    }

    private static Problem problemOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused.problem();
            }
            if (cause instanceof InvalidParameterException) {
                return Problem.of(ProblemType.MALFORMED_REQUEST, "The query of the address cannot be read.");
            }
        }
        LOG.error("A request failed in the gateway", failure);
        return Problem.of(ProblemType.INTERNAL_ERROR, "The gateway met a defect of its own.");
    }
}

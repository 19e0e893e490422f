package io.orderflow.query.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.observability.Saturation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Bounds how many requests are handled at the same time. */
@Component
public final class InFlightRequests {
    private static final String HELD = InFlightRequests.class.getName();

    private final Semaphore free;

    InFlightRequests(HttpLimits limits, MeterRegistry meters) {
        free = new Semaphore(limits.inFlightMax());
        Saturation.register(meters, "http_inflight",
                () -> 1 - (double) free.availablePermits() / limits.inFlightMax());
    }

    boolean enter(HttpServletRequest request) {
        if (!free.tryAcquire()) {
            return false;
        }
        request.setAttribute(HELD, true);
        return true;
    }

    /**
     * Gives the place of this request back before its end: for an answer that stays open and has a limit of its own.
     */
    public void leave(HttpServletRequest request) {
        if (request.getAttribute(HELD) != null) {
            request.removeAttribute(HELD);
            free.release();
        }
    }
}

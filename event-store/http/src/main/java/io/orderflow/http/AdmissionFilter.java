package io.orderflow.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes what can be handled in time and refuses the rest at once. Stands before every other filter: what is refused is
 * not traced, and of its body nothing was read.
 */
public final class AdmissionFilter extends HttpFilter {
    private final transient Admission admission;
    private final transient Semaphore receiving;
    private final transient Map<String, Map<Refusal, Counter>> refused;

    /**
     * @param lanes all that the admission may name
     * @param receivingMax requests that are received or wait for their lane; with those that the lanes let in it bounds
     *        the memory that all of them take
     */
    public AdmissionFilter(Admission admission, List<Lane> lanes, int receivingMax, MeterRegistry meters) {
        this.admission = admission;
        this.receiving = new Semaphore(receivingMax);
        this.refused = lanes.stream().collect(Collectors.toUnmodifiableMap(Lane::name, it -> counters(it, meters)));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Lane lane = admission.laneOf(request);
        if (lane == null) {
            chain.doFilter(request, response);
            return;
        }
        Refusal objection = objection(lane, request);
        if (objection != null) {
            refuse(lane, objection, request, response);
            return;
        }
        Permit permit = receiveAndEnter(lane, request, response);
        if (permit != null) {
            handle(permit, request, response, chain);
        }
    }

    private @Nullable Refusal objection(Lane lane, HttpServletRequest request) {
        return lane.isFull() ? Refusal.LIMIT : admission.objection(request);
    }

    /** Null when the request was refused. */
    private @Nullable Permit receiveAndEnter(Lane lane, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!receiving.tryAcquire()) {
            refuse(lane, Refusal.BODY, request, response);
            return null;
        }
        try {
            admission.receive(request);
            Permit permit = lane.enter();
            if (permit == null) {
                refuse(lane, Refusal.LIMIT, request, response);
            }
            return permit;
        } finally {
            receiving.release();
        }
    }

    private static void handle(Permit permit, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws IOException, ServletException {
        permit.holdBy(request);
        try {
            chain.doFilter(request, response);
            permit.answered(response.containsHeader(ApiHeaders.NO_ROOM));
        } finally {
            permit.release();
        }
    }

    private void refuse(Lane lane, Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Counter counter = refused.getOrDefault(lane.name(), Map.of()).get(refusal);
        if (counter != null) {
            counter.increment();
        }
        RefusalAnswer.write(refusal, request, response);
    }

    private static Map<Refusal, Counter> counters(Lane lane, MeterRegistry meters) {
        Map<Refusal, Counter> counters = new EnumMap<>(Refusal.class);
        for (Refusal refusal : Refusal.values()) {
            counters.put(refusal, Meters.counter(meters, MeterName.HTTP_REFUSED, "lane", lane.name(), "reason",
                    refusal.tag()));
        }
        return counters;
    }
}

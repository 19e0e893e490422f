package io.orderflow.query.http;

import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.http.Admission;
import io.orderflow.http.Lane;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Reads share a lane, those that wait for a position have one of their own; probes and metrics are always let in. */
final class ReadAdmission implements Admission {
    private static final String API = "/api/";
    private static final String WAIT = "wait";

    private final Lane reads;
    private final Lane waiting;

    ReadAdmission(Lane reads, Lane waiting) {
        this.reads = reads;
        this.waiting = waiting;
    }

    @Override
    public @Nullable Lane laneOf(HttpServletRequest request) {
        if (!request.getRequestURI().startsWith(API)) {
            return null;
        }
        return mayWait(request) ? waiting : reads;
    }

    private static boolean mayWait(HttpServletRequest request) {
        String preference = request.getHeader(ApiHeaders.PREFER);
        return preference != null && preference.contains(WAIT)
                && request.getHeader(ApiHeaders.CONSISTENCY_TOKEN) != null;
    }
}

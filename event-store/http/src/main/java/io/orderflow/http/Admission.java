package io.orderflow.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What a server knows of its requests before it handles them. Thread-safe. */
public interface Admission {
    /** The lane of the request; null lets it in whatever is under way, as probes of health are. */
    @Nullable
    Lane laneOf(HttpServletRequest request);

    /** Looks at the whole before anything is done for the request; null when nothing speaks against it. */
    default @Nullable Refusal objection(HttpServletRequest request) {
        return null;
    }

    /**
     * Receives what takes as long as the client likes, so that a slow client holds no place in the lane.
     */
    default void receive(HttpServletRequest request) {}
}

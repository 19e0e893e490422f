package io.orderflow.http;

import com.netflix.concurrency.limits.Limiter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A place in a lane. It is given back once, whoever is first. Thread-safe. */
public final class Permit {
    private static final String HELD = Permit.class.getName();

    private final AtomicReference<Limiter.@Nullable Listener> place;

    Permit(Limiter.Listener place) {
        this.place = new AtomicReference<>(place);
    }

    /**
     * Ends the request; its time tells the limit how the process is doing.
     *
     * @param refused whether something behind the lane had no room for it
     */
    public void answered(boolean refused) {
        Limiter.Listener held = place.getAndSet(null);
        if (held == null) {
            return;
        }
        if (refused) {
            held.onDropped();
        } else {
            held.onSuccess();
        }
    }

    /** Gives the place back; the time until now tells nothing. */
    public void release() {
        Limiter.Listener held = place.getAndSet(null);
        if (held != null) {
            held.onIgnore();
        }
    }

    void holdBy(HttpServletRequest request) {
        request.setAttribute(HELD, this);
    }

    /**
     * Gives the place of this request back before its end, if it has one: for an answer that stays open and has a limit
     * of its own.
     */
    public static void leave(HttpServletRequest request) {
        if (request.getAttribute(HELD) instanceof Permit permit) {
            permit.release();
        }
    }
}

package io.orderflow.gateway;

import io.vertx.core.Future;
import java.util.function.LongSupplier;

/**
 * A place in a lane: from the admission of a request to the head of its answer, so that who receives slowly holds none.
 * It is given back once, whoever is first. Used by the event loop of the request only.
 */
final class Place {
    private static final int SERVER_ERROR = 500;

    private final Lane lane;
    private final int entered;
    private final LongSupplier nanoTime;
    private final long enteredNanos;
    private long connectedNanos;
    private long sendingNanos;
    private boolean sending;
    private boolean held = true;

    /** @param entered requests in the lane when this one came, itself included */
    Place(Lane lane, int entered, LongSupplier nanoTime) {
        this.lane = lane;
        this.entered = entered;
        this.nanoTime = nanoTime;
        this.enteredNanos = nanoTime.getAsLong();
    }

    /** Its body is still to come; how long that takes is the caller's affair and not part of the latency. */
    void sends(Future<Void> body) {
        sending = true;
        body.onSuccess(_ -> {
            sending = false;
            sendingNanos = connectedNanos == 0 ? 0 : nanoTime.getAsLong() - connectedNanos;
        });
    }

    boolean isSending() {
        return sending;
    }

    /** From here on the body can be passed on as it comes. */
    void connected() {
        connectedNanos = nanoTime.getAsLong();
    }

    /**
     * The head of the application's answer is there.
     *
     * @param refused whether the application had no room for the request
     */
    void answered(int status, boolean refused) {
        lane.decided(!refused);
        if (leave() && !refused && status < SERVER_ERROR && !sending) {
            lane.learn(latencyNanos(), entered);
        }
    }

    /** The application did not answer in time. */
    void unanswered() {
        if (leave() && !sending) {
            lane.learn(latencyNanos(), entered);
        }
    }

    /** Gives the place back, and the lane learns nothing; false when that was done before. */
    boolean leave() {
        boolean first = held;
        if (first) {
            held = false;
            lane.left();
        }
        return first;
    }

    private long latencyNanos() {
        return nanoTime.getAsLong() - enteredNanos - sendingNanos;
    }
}

package io.orderflow.campaign.arena;

/** What has to happen did not happen in time; the message says what. */
public final class StuckException extends RuntimeException {
    public StuckException(String message) {
        super(message);
    }
}

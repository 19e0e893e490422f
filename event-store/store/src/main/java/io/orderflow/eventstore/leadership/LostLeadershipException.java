package io.orderflow.eventstore.leadership;

/** Thrown to a leader that leads no longer: nothing that it does may have an effect. */
public final class LostLeadershipException extends RuntimeException {
    LostLeadershipException(String task, long epoch) {
        super(task + " is led by this process no longer; its epoch was " + epoch, null, false, false);
    }
}

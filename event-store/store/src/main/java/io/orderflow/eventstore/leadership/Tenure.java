package io.orderflow.eventstore.leadership;

/** One time in the lead: from the lease's change of hands until it is lost, given away or released. */
public interface Tenure {
    /** Fences whatever is written: it is greater than that of every leader before. */
    long epoch();

    /**
     * For work that takes long within one step and still moves.
     *
     * @throws LostLeadershipException when this process leads no longer
     */
    void beat();
}

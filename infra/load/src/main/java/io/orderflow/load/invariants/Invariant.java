package io.orderflow.load.invariants;

import java.util.List;

/** Folds the log and says where it is broken. Not safe for several threads. */
interface Invariant {
    /** Called once for each event of the log, in position order. */
    void observe(LoggedEvent event);

    /** What was found so far. */
    List<Finding> findings();
}

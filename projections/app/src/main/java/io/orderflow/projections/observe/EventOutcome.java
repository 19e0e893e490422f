package io.orderflow.projections.observe;

import java.util.Locale;

/** What became of an event in a projection: the tag {@code outcome}. */
public enum EventOutcome {
    /** Folded and committed. */
    OK,
    /** Had been handled before. */
    DUPLICATE,
    /** Of a stream that the projection does not look at. */
    SKIPPED,
    /** Could not be applied: its stream is parked. */
    FAILED,
    /** Waits behind an event that could not be applied. */
    PARKED,
    /** Of a stream that an operator has given up. */
    DISCARDED;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.orderflow.load.invariants;

import java.util.ArrayList;
import java.util.List;

/** Counts what breaks an invariant and keeps the first of it. */
final class Offenders {
    static final int KEPT_MAX = 10;
    private final List<String> kept = new ArrayList<>();
    private long count;

    void add(String sentence) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(sentence);
        }
    }

    Finding finding(String id, String statement, String figures) {
        return new Finding(id, statement, figures, kept, count);
    }
}

package io.orderflow.load.invariants;

import java.util.List;

/**
 * The state of one invariant.
 *
 * @param id {@code I1} to {@code I11}, or {@code LOG} for the order of the log itself
 * @param figures what was counted, in words
 * @param offenders the first of them, one sentence each
 * @param offendersCount all of them
 */
public record Finding(String id, String statement, String figures, List<String> offenders, long offendersCount) {
    public Finding {
        offenders = List.copyOf(offenders);
    }

    public boolean passed() {
        return offendersCount == 0;
    }
}

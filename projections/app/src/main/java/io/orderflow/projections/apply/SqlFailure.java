package io.orderflow.projections.apply;

import java.sql.SQLException;
import java.util.Set;

/** Tells the failures that lie in the data from those that pass. */
final class SqlFailure {
    /** Data exception, integrity constraint violation, program limit exceeded (a value too large for an index). */
    private static final Set<String> DATA_CLASSES = Set.of("22", "23", "54");

    private SqlFailure() {}

    /** Whether repeating the statement must fail again, because of the values in it. */
    static boolean isInData(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && DATA_CLASSES.contains(state.substring(0, 2));
    }
}

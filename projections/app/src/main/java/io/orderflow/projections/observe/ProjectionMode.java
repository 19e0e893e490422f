package io.orderflow.projections.observe;

import java.time.Duration;
import java.util.Locale;

/** Whether an event is applied as it happens or long after: the tag {@code mode}. */
public enum ProjectionMode {
    LIVE, CATCHUP;

    /** Events older than this no longer prolong the trace that they came from; they link to it. */
    public static final Duration LIVE_AGE_MAX = Duration.ofMinutes(10);

    public static ProjectionMode ofAge(Duration age) {
        return age.compareTo(LIVE_AGE_MAX) < 0 ? LIVE : CATCHUP;
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

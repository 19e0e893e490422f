package io.orderflow.contract.http;

/** Names of the header fields that are ours, or that the usual libraries do not name. */
public final class ApiHeaders {
    /** Answer to a command, request of a read: a global position, in decimal digits. */
    public static final String CONSISTENCY_TOKEN = "Consistency-Token";
    /** The position up to which the answer includes every event. */
    public static final String READ_POSITION = "Read-Position";
    /** Age in milliseconds of the oldest event that the answer lacks; 0 when it lacks none. */
    public static final String READ_LAG_MS = "Read-Lag-Ms";
    /** The trace of this request, 32 hexadecimal digits. */
    public static final String TRACE_ID = "Trace-Id";
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    /** {@code true} on an answer that was given before. */
    public static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";
    /**
     * {@code true} on an answer of an application that has no room for the request, unlike other answers of the same
     * status; between it and the gateway only.
     */
    public static final String NO_ROOM = "No-Room";
    /** RFC 7240. */
    public static final String PREFER = "Prefer";
    /** RFC 7240. */
    public static final String PREFERENCE_APPLIED = "Preference-Applied";

    private ApiHeaders() {}
}

package io.orderflow.runner.traces;

/**
 * How much is kept; the oldest trace makes room for the newest.
 *
 * @param tracesMax traces kept
 * @param spansMax spans kept in all traces together; one takes about a kilobyte
 * @param spansPerTraceMax spans kept of one trace, so that an endless one does not drive out all others
 * @param bodyBytesMax largest request, as sent and as decompressed
 */
public record TraceLimits(int tracesMax, int spansMax, int spansPerTraceMax, int bodyBytesMax) {
    public static final TraceLimits DEFAULT = new TraceLimits(4_000, 20_000, 2_000, 8 * 1024 * 1024);
}

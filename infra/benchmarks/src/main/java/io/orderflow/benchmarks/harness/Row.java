package io.orderflow.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * A line of the report: our figure, alone or beside one peer's.
 *
 * @param peer null for a figure that stands alone
 * @param goal null for a figure that is only reported
 */
public record Row(String measure, String unit, Figures ours, @Nullable Peer peer, @Nullable Goal goal) {
    /** Another side of the same measure. */
    public record Peer(String name, Figures figures) {}

    public static Row alone(String measure, String unit, Figures ours, @Nullable Goal goal) {
        return new Row(measure, unit, ours, null, goal);
    }

    /** Ours divided by the peer's; null without a peer. */
    public @Nullable Figures ratio() {
        return peer == null ? null : ours.dividedBy(peer.figures());
    }

    /** What the goal is about. */
    double judged() {
        Figures ratio = ratio();
        return ratio == null ? ours.median() : ratio.median();
    }

    /** Null without a goal. */
    public @Nullable Boolean reached() {
        return goal == null ? null : goal.isReachedBy(judged());
    }
}

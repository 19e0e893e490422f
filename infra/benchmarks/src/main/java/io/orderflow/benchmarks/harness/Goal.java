package io.orderflow.benchmarks.harness;

import java.util.Locale;

/** What a figure, or its ratio to a peer's, has to be. */
public sealed interface Goal {
    /** What is held against the goal. */
    boolean isReachedBy(double value);

    /** How far the value is beyond the goal: 1 is just reached, 2 is twice as good. */
    double timesReached(double value);

    String text();

    /** The ratio of our figure to the peer's is at least this. */
    record RatioAtLeast(double least) implements Goal {
        @Override
        public boolean isReachedBy(double value) {
            return value >= least;
        }

        @Override
        public double timesReached(double value) {
            return value / least;
        }

        @Override
        public String text() {
            return String.format(Locale.ROOT, "≥ %s ×", Numbers.plain(least));
        }
    }

    /** Our figure is at most this. */
    record AtMost(double most, String unit) implements Goal {
        @Override
        public boolean isReachedBy(double value) {
            return value <= most;
        }

        @Override
        public double timesReached(double value) {
            return most / value;
        }

        @Override
        public String text() {
            return "≤ " + Numbers.plain(most) + " " + unit;
        }
    }

    /** Our figure is at least this. */
    record AtLeast(double least, String unit) implements Goal {
        @Override
        public boolean isReachedBy(double value) {
            return value >= least;
        }

        @Override
        public double timesReached(double value) {
            return value / least;
        }

        @Override
        public String text() {
            return "≥ " + Numbers.plain(least) + " " + unit;
        }
    }
}

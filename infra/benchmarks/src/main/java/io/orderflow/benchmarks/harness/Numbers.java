package io.orderflow.benchmarks.harness;

import java.time.Duration;
import java.util.Locale;

/** Figures as they are printed. */
final class Numbers {
    private Numbers() {}

    /** Three digits that count, thousands with a comma. */
    static String plain(double value) {
        double size = Math.abs(value);
        String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        String text = String.format(Locale.ROOT, form, value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    static String withSpread(Figures figures) {
        return figures.values().size() == 1
                ? plain(figures.median())
                : plain(figures.median()) + " (" + plain(figures.min()) + "–" + plain(figures.max()) + ")";
    }

    static String time(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}

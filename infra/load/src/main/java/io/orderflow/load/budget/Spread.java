package io.orderflow.load.budget;

import java.util.List;
import java.util.Locale;

/** Median of several runs, with the least and the greatest. */
public record Spread(double median, double least, double greatest) {
    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? new Spread(0, 0, 0)
                : new Spread(sorted.get((sorted.size() - 1) / 2), sorted.getFirst(), sorted.getLast());
    }

    public Spread times(double factor) {
        return new Spread(median * factor, least * factor, greatest * factor);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", median, least, greatest);
    }
}

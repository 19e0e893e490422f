package io.orderflow.benchmarks.harness;

import java.util.List;
import java.util.stream.IntStream;

/** One figure a round, in order. Never empty. */
public record Figures(List<Double> values) {
    public Figures {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a measure without figures");
        }
    }

    public static Figures of(double... values) {
        return new Figures(java.util.Arrays.stream(values).boxed().toList());
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Of each round with the same round of the other, since the machine may be slower in one round than in another. */
    Figures dividedBy(Figures other) {
        return new Figures(IntStream.range(0, Math.min(values.size(), other.values.size()))
            .mapToObj(round -> values.get(round) / other.values.get(round))
            .toList());
    }
}

package io.orderflow.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A measure in which sides take turns: in each round one figure of each side, beginning with another side each time, so
 * that what disturbs the machine for a while disturbs all of them.
 */
public final class Contest implements Measure {
    private final String id;
    private final String title;
    private final String unit;
    private final Map<String, Double> leastRatios;
    private final Opener opener;

    /** Makes the sides, ours first; those that are not there on this machine are left out. */
    @FunctionalInterface
    public interface Opener {
        List<Side> open(Bench bench) throws Exception;
    }

    /**
     * @param leastRatios of each peer, by name: what our figure divided by the peer's has to be
     */
    public Contest(String id, String title, String unit, Map<String, Double> leastRatios, Opener opener) {
        this.id = id;
        this.title = title;
        this.unit = unit;
        this.leastRatios = new LinkedHashMap<>(leastRatios);
        this.opener = opener;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int figures(Effort effort) {
        return effort.rounds() * (leastRatios.size() + 1);
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        List<Side> sides = opener.open(bench);
        try {
            return rows(sides, takeFigures(sides, bench));
        } finally {
            for (Side side : sides) {
                side.close();
            }
        }
    }

    private Map<String, List<Double>> takeFigures(List<Side> sides, Bench bench) throws Exception {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        sides.forEach(side -> figures.put(side.name(), new ArrayList<>()));
        for (int round = 0; round < bench.effort().rounds(); round++) {
            for (int turn = 0; turn < sides.size(); turn++) {
                Side side = sides.get((round + turn) % sides.size());
                side.prepare();
                double figure = side.measure(bench.effort().window());
                Objects.requireNonNull(figures.get(side.name())).add(figure);
                bench.progress().figure(title, side.name(), figure, unit);
            }
        }
        return figures;
    }

    private List<Row> rows(List<Side> sides, Map<String, List<Double>> figures) {
        Figures ours = new Figures(Objects.requireNonNull(figures.get(sides.getFirst().name())));
        if (sides.size() == 1) {
            return List.of(Row.alone(title, unit, ours, null));
        }
        return sides.stream().skip(1).map(side -> {
            Figures others = new Figures(Objects.requireNonNull(figures.get(side.name())));
            Double least = leastRatios.get(side.name());
            Goal goal = least == null ? null : new Goal.RatioAtLeast(least);
            return new Row(title, unit, ours, new Row.Peer(side.name(), others), goal);
        }).toList();
    }
}

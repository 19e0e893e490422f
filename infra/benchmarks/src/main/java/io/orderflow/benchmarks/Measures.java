package io.orderflow.benchmarks;

import io.orderflow.benchmarks.append.AppendMeasures;
import io.orderflow.benchmarks.codec.CodecMeasure;
import io.orderflow.benchmarks.command.CommandMeasures;
import io.orderflow.benchmarks.durability.DurabilityMeasures;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.orders.OrdersOverHttp;
import io.orderflow.benchmarks.publishing.PublishingMeasures;
import io.orderflow.benchmarks.reading.ReadingMeasures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All measures in the order in which they run. */
final class Measures {
    static final String GROWTH = "growth";

    private Measures() {}

    /**
     * @param home root of the checkout
     * @param folder for files of the measures, empty or missing
     */
    static List<Measure> all(Effort effort, Path home, Path folder) {
        List<Measure> all = new ArrayList<>();
        all.addAll(AppendMeasures.all());
        all.addAll(CommandMeasures.all());
        all.addAll(ReadingMeasures.all());
        all.addAll(PublishingMeasures.all());
        all.addAll(DurabilityMeasures.all(folder.resolve("restore")));
        all.add(new CodecMeasure());
        all.add(new OrdersOverHttp(home));
        all.add(DurabilityMeasures.growth(effort));
        return all;
    }

    /**
     * @param only ids; empty for all but the growth of the log
     * @throws IllegalArgumentException when there is no such measure; the message says which there are
     */
    static List<Measure> chosen(List<Measure> all, Set<String> only, boolean growth) {
        Set<String> known = all.stream().map(Measure::id).collect(Collectors.toSet());
        for (String id : only) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("There is no measure '" + id + "': choose of " + ids(all) + ".");
            }
        }
        return all.stream().filter(it -> isChosen(it.id(), only, growth)).toList();
    }

    private static boolean isChosen(String id, Set<String> only, boolean growth) {
        if (id.equals(GROWTH)) {
            return growth || only.contains(id);
        }
        return only.isEmpty() || only.contains(id);
    }

    static String ids(List<Measure> all) {
        return all.stream().map(Measure::id).collect(Collectors.joining(", "));
    }
}

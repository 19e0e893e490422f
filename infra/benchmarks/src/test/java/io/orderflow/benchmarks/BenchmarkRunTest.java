package io.orderflow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.benchmarks.harness.Chart;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Report;
import io.orderflow.benchmarks.harness.Row;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.orders.OrdersOverHttp;
import io.orderflow.benchmarks.servers.NpmPeers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That everything can be measured, without what comes from npm and what needs every application's jar; not how fast it
 * is.
 */
class BenchmarkRunTest {
    private static final Effort LEAST = new Effort(1, new Window(Duration.ofMillis(20), Duration.ofMillis(100)), 2_000,
            20_000, Duration.ofMillis(500), 2_000, 1_000, 4_000, 20, 20);

    @TempDir
    private Path folder;

    @Test
    void eachMeasureYieldsFiguresAndALineInTheTable() throws Exception {
        List<Measure> all = Measures.all(LEAST, folder, folder)
            .stream()
            .filter(measure -> !measure.id().equals(OrdersOverHttp.ID))
            .toList();

        BenchmarkRun run = new BenchmarkRun(folder.resolve("run"), folder, LEAST, NpmPeers.none(), null);
        BenchmarkRun.Outcome outcome = run.measure(all);

        assertThat(outcome.failures()).isEmpty();
        List<Row> rows = outcome.rows();
        assertThat(rows).hasSizeGreaterThan(all.size()).allSatisfy(row -> {
            assertThat(row.ours().min()).as(row.measure()).isPositive();
            assertThat(Report.table(rows)).contains("| " + row.measure() + " |");
        });
        assertThat(Chart.svg(rows)).contains("raw INSERT").endsWith("</svg>\n");
    }

    @Test
    void growthIsLeftOutUnlessItIsAskedFor() {
        List<Measure> all = Measures.all(LEAST, folder, folder);

        assertThat(Measures.chosen(all, Set.of(), false)).extracting(Measure::id)
            .doesNotContain(Measures.GROWTH)
            .hasSize(all.size() - 1);
        assertThat(Measures.chosen(all, Set.of(), true)).hasSameSizeAs(all);
        assertThat(Measures.chosen(all, Set.of("hot"), false)).extracting(Measure::id).containsExactly("hot");
    }

    @Test
    void anUnknownMeasureIsRefusedWithThoseThatThereAre() {
        List<Measure> all = Measures.all(LEAST, folder, folder);

        assertThatThrownBy(() -> Measures.chosen(all, Set.of("fastest"), false)).hasMessageContaining("'fastest'")
            .hasMessageContaining("append-8");
    }
}

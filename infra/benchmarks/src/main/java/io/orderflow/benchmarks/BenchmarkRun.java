package io.orderflow.benchmarks;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Progress;
import io.orderflow.benchmarks.harness.Recording;
import io.orderflow.benchmarks.harness.Row;
import io.orderflow.benchmarks.servers.Broker;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.NpmPeers;
import io.orderflow.benchmarks.servers.ServerWaits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures on servers of their own, one measure after the other.
 *
 * @param folder for the servers' data, empty or missing
 * @param profile id of the measure to record, into {@code profiles}; null for none
 */
record BenchmarkRun(Path folder, Path profiles, Effort effort, NpmPeers peers, @Nullable String profile) {
    private static final Logger LOG = LoggerFactory.getLogger(BenchmarkRun.class);

    /**
     * What came of a run.
     *
     * @param rows of the measures, in the same order
     * @param failures which measures failed and why; a failure does not end the run
     * @param postgres the server's version
     */
    record Outcome(List<Row> rows, List<String> failures, String postgres) {}

    Outcome measure(List<Measure> measures) throws Exception {
        Files.createDirectories(folder);
        int figures = measures.stream().mapToInt(measure -> measure.figures(effort)).sum();
        Progress progress = new Progress(System.err, figures);
        try (Cluster cluster = Cluster.start(folder.resolve("postgres"));
                Broker broker = new Broker(folder.resolve("kafka"))) {
            Bench bench = new Bench(cluster, broker, peers, effort, progress);
            List<Row> rows = new ArrayList<>();
            List<String> failures = new ArrayList<>();
            for (Measure measure : measures) {
                try {
                    rows.addAll(measure.id().equals(profile) ? recorded(measure, bench) : measure.run(bench));
                } catch (InterruptedException stop) {
                    throw stop;
                } catch (Exception failure) {
                    LOG.error("Measure {} failed", measure.id(), failure);
                    failures.add(measure.id() + ": " + failure);
                }
            }
            return new Outcome(rows, failures, cluster.version());
        }
    }

    private List<Row> recorded(Measure measure, Bench bench) throws Exception {
        Files.createDirectories(profiles);
        Path file = profiles.resolve(measure.id() + ".jfr");
        Path waits = profiles.resolve(measure.id() + ".waits");
        try (Recording _ = Recording.start(file); ServerWaits _ = ServerWaits.watch(bench.cluster(), waits)) {
            return measure.run(bench);
        } finally {
            bench.progress()
                .say("  the recording of " + measure.id() + " is " + file + ", what the server waited for " + waits);
        }
    }
}

package io.orderflow.benchmarks.codec;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Figures;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link EventBenchmark} by JMH, in a JVM of its own. */
public final class CodecMeasure implements Measure {
    private static final String UNIT = "events/s";
    private static final int BENCHMARKS = 4;

    @Override
    public String id() {
        return "codec";
    }

    @Override
    public int figures(Effort effort) {
        return BENCHMARKS;
    }

    @Override
    public List<Row> run(Bench bench) throws RunnerException {
        List<Row> rows = new ArrayList<>();
        for (RunResult result : results(bench.effort())) {
            Row row = row(result);
            rows.add(row);
            bench.progress().figure(row.measure(), "JMH", row.ours().median(), UNIT);
        }
        return rows;
    }

    private static Collection<RunResult> results(Effort effort) throws RunnerException {
        Options options = new OptionsBuilder().include(EventBenchmark.class.getName())
            .forks(1)
            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(effort.window().warmUp().toMillis()))
            .measurementIterations(effort.rounds())
            .measurementTime(TimeValue.milliseconds(effort.window().measured().dividedBy(4).toMillis()))
            .verbosity(VerboseMode.SILENT)
            .build();
        return new Runner(options).run();
    }

    private static Row row(RunResult result) {
        List<Double> values = new ArrayList<>();
        result.getPrimaryResult().getStatistics().getRawData().forEachRemaining(entry -> values.add(entry.getKey()));
        String method = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
        return Row.alone("JSON, one thread: " + words(method), UNIT, new Figures(values), null);
    }

    private static String words(String method) {
        return method.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    }
}

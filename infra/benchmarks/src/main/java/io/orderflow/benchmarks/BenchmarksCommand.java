package io.orderflow.benchmarks;

import io.orderflow.benchmarks.harness.Chart;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Report;
import io.orderflow.benchmarks.harness.Row;
import io.orderflow.benchmarks.harness.RunFacts;
import io.orderflow.benchmarks.servers.NpmPeers;
import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.benchmarks.servers.Versions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code infra/benchmarks/run}. */
@Command(name = "infra/benchmarks/run", sortOptions = false, description = "Measures the event store, the relay and whole orders beside others and writes docs/benchmarks.md.", footer = {
        "", "Measures: append-8, append-128, append-512, append-1, bulk, command-16,",
        "command-128, command-history, hot, read, relay, latency, foreign, restore,",
        "codec, orders-over-http, growth."})
public final class BenchmarksCommand implements Callable<Integer> {
    private static final int ROUNDS_MAX = 100;

    @Option(names = "--quick", description = "One short round: whether everything runs, not how fast.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "<measure>", description = "These measures only.")
    private Set<String> only = Set.of();

    @Option(names = "--runs", paramLabel = "<rounds>", description = "Rounds instead of 5 (1 with --quick).")
    private @Nullable Integer runs;

    @Option(names = "--growth", description = "Also the log of 10 million events; takes some ten minutes more.")
    private boolean growth;

    @Option(names = "--profile", paramLabel = "<measure>", description = "Records this measure with JFR and what PostgreSQL waits for.")
    private @Nullable String profile;

    @Option(names = "--no-npm", description = "Leaves out the peers that come from npm.")
    private boolean noNpm;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    private final Path home;
    private final String commandLine;

    private BenchmarksCommand(Path home, String commandLine) {
        this.home = home;
        this.commandLine = commandLine;
    }

    /** Run by the script, which sets {@code orderflow.home}. */
    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("orderflow.home", ".")).toAbsolutePath().normalize();
        String line = ("infra/benchmarks/run " + String.join(" ", args)).strip();
        System.exit(new CommandLine(new BenchmarksCommand(home, line)).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Effort effort = effort();
        try (WorkFolder work = WorkFolder.under(output())) {
            List<Measure> all = Measures.all(effort, home, work.path());
            List<Measure> chosen;
            try {
                chosen = Measures.chosen(all, only, growth);
            } catch (IllegalArgumentException unknown) {
                System.err.println(unknown.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            RunFacts facts = RunFacts.of(commandLine, effort);
            if (RunFacts.isMachineBusy()) {
                System.err
                    .println("The machine is busy with other work, which disturbs all figures: wait until it is idle.");
            }
            NpmPeers peers = noNpm ? NpmPeers.none() : NpmPeers.fetchInto(output().resolve("npm"));
            BenchmarkRun.Outcome outcome = new BenchmarkRun(work.path(), output(), effort, peers, profile)
                .measure(chosen);
            write(outcome, facts);
            return outcome.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Effort effort() {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        if (runs == null) {
            return effort;
        }
        if (runs < 1 || runs > ROUNDS_MAX) {
            throw new CommandLine.ParameterException(new CommandLine(this),
                    "--runs is " + runs + "; give 1 to " + ROUNDS_MAX + " rounds.");
        }
        return effort.withRounds(runs);
    }

    private Path output() {
        return home.resolve("infra/benchmarks/target/benchmarks");
    }

    /** Only a run of everything is worth keeping in the repository. */
    private void write(BenchmarkRun.Outcome outcome, RunFacts facts) throws IOException {
        List<Row> rows = outcome.rows();
        Path folder = quick || !only.isEmpty() ? output() : home.resolve("docs");
        String page = Report.markdown(rows, outcome.failures(), facts, Versions.text(outcome.postgres()),
                "benchmarks.svg",
                bytes(SampleEvents.STORED.payload()),
                bytes(SampleEvents.METADATA_JSON), Versions.axon());
        Files.writeString(folder.resolve("benchmarks.md"), page);
        Files.writeString(folder.resolve("benchmarks.svg"), Chart.svg(rows));
        System.out.println(Report.table(rows));
        outcome.failures().forEach(failure -> System.err.println("Failed: " + failure));
        System.err.println("Written: " + folder.resolve("benchmarks.md") + " and benchmarks.svg beside it.");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

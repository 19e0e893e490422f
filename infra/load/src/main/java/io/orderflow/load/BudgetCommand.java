package io.orderflow.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orderflow load budget}. */
@Command(name = "budget", description = "Where the time of a read and of an order goes, by hop, with flame graphs.", mixinStandardHelpOptions = true)
final class BudgetCommand implements Callable<Integer> {
    private static final int RUNS_MAX = 20;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private DriverOptions driver = new DriverOptions();

    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "Measured runs of each, 1 to 20; one more is profiled (default: ${DEFAULT-VALUE})")
    private int runs = 3;

    @Option(names = "--duration", paramLabel = "D", defaultValue = "30s", converter = DurationConverter.class, description = "How long each run takes, up to 60m (default: ${DEFAULT-VALUE})")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--read-rate", paramLabel = "R", defaultValue = "200", description = "Reads per second (default: ${DEFAULT-VALUE})")
    private double readRate = 200;

    @Option(names = "--order-rate", paramLabel = "R", defaultValue = "20", description = "Orders per second (default: ${DEFAULT-VALUE})")
    private double orderRate = 20;

    @Option(names = "--section", paramLabel = "NAME", defaultValue = "after", description = "Which section of the page to write, before or after (default: ${DEFAULT-VALUE})")
    private String section = "after";

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "docs/performance.md", description = "The page; flame graphs go into a folder beside it (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("docs/performance.md");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        driver.checkRate(readRate);
        driver.checkRate(orderRate);
        driver.checkDuration(duration);
        driver.require(runs >= 1 && runs <= RUNS_MAX, "--runs is 1 to 20, not " + runs);
        driver.require(List.of("before", "after").contains(section), "--section is before or after, not " + section);
        driver.checkOrders(orderRate * (runs + 2) * duration.toSeconds());
        PrintWriter err = spec.commandLine().getErr();
        try {
            driver.check(target.system().url());
            write(err);
            return ExitCode.OK;
        } catch (UnavailableException failure) {
            err.println(failure.getMessage());
            err.flush();
            return ExitCode.UNAVAILABLE;
        }
    }

    private void write(PrintWriter err) throws IOException, InterruptedException, SQLException {
        Budget.Plan plan = new Budget.Plan(runs, duration, readRate, orderRate);
        try (LoadSession session = new LoadSession(target, driver)) {
            List<Budget.Part> parts = new Budget(session, plan).run((task, total) -> Progress.of(task, total, err));
            String command = String.format(Locale.ROOT, "./orderflow load budget --read-rate %.0f --order-rate %.0f",
                    readRate, orderRate);
            new BudgetDocument(out).write(section, command, plan, parts);
            PrintWriter page = spec.commandLine().getOut();
            parts.forEach(it -> page.println(it.ledger().markdown()));
            page.println("written: " + out);
            page.flush();
        }
    }
}

package io.orderflow.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow load steady}. */
@Command(name = "steady", description = "S1: orders arrive at a steady rate; every acknowledged one must be there once and come to rest.", mixinStandardHelpOptions = true)
final class SteadyCommand implements Callable<Integer> {
    private static final double RATE_MAX = 10_000;
    private static final Duration DURATION_MAX = Duration.ofHours(1);

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--rate", paramLabel = "R", defaultValue = "20", description = "Mean arrivals per second, up to 10000 (default: ${DEFAULT-VALUE})")
    private double rate = 20;

    @Option(names = "--duration", paramLabel = "D", defaultValue = "30s", converter = DurationConverter.class, description = "How long orders arrive, up to 60m (default: ${DEFAULT-VALUE})")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "The same seed makes the same orders (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--concurrency", paramLabel = "N", defaultValue = "128", description = "Requests in flight at most, 1 to 4096 (default: ${DEFAULT-VALUE})")
    private int concurrency = 128;

    @Option(names = "--settle", paramLabel = "D", defaultValue = "120s", converter = DurationConverter.class, description = "How long the orders may take to come to rest (default: ${DEFAULT-VALUE})")
    private Duration settleMax = Duration.ofMinutes(2);

    @Option(names = "--record", paramLabel = "FILE", description = "Write the id of each acknowledged order, one a line")
    private @Nullable Path record;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        checkRanges();
        try (BufferedWriter writer = record == null ? null : Files.newBufferedWriter(record)) {
            return ScenarioRun.run(spec, target.json(), () -> run(writer));
        }
    }

    private Verdict run(@Nullable BufferedWriter writer) {
        Tally retries = new Tally();
        var plan = new Steady.Plan(rate, duration, seed, concurrency, settleMax);
        try (OrderflowClient client = new OrderflowClient(target.system().url(), retries)) {
            return new Steady(client, plan, retries, writer)
                .run((task, total) -> Progress.of(task, total, spec.commandLine().getErr()));
        }
    }

    private void checkRanges() {
        require(rate > 0 && rate <= RATE_MAX, "--rate is above 0 and at most 10000, not " + rate);
        require(duration.isPositive() && duration.compareTo(DURATION_MAX) <= 0, "--duration is up to 60m");
        require(concurrency >= 1 && concurrency <= 4096, "--concurrency is 1 to 4096, not " + concurrency);
    }

    private void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}

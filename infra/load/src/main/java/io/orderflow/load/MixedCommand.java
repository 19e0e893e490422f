package io.orderflow.load;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orderflow load mixed}. */
@Command(name = "mixed", description = "Reads and orders as customers send them, at one rate: latency by kind, CPU and memory by process, and a verdict.", mixinStandardHelpOptions = true)
final class MixedCommand implements Callable<Integer> {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private DriverOptions driver = new DriverOptions();

    @Option(names = "--rate", paramLabel = "R", defaultValue = "1000", description = "Mean requests per second, up to 20000; a tenth of them are orders (default: ${DEFAULT-VALUE})")
    private double rate = 1_000;

    @Option(names = "--duration", paramLabel = "D", defaultValue = "60s", converter = DurationConverter.class, description = "How long requests arrive, up to 60m (default: ${DEFAULT-VALUE})")
    private Duration duration = Duration.ofMinutes(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        driver.checkRate(rate);
        driver.checkDuration(duration);
        Mixed.Plan plan = new Mixed.Plan(rate, duration);
        driver.checkOrders(plan.ordersMax(driver.warmUp()));
        return ScenarioRun.run(spec, target.json(), () -> {
            driver.check(target.system().url());
            try (LoadSession session = new LoadSession(target, driver)) {
                return new Mixed(session, plan)
                    .run((task, total) -> Progress.of(task, total, spec.commandLine().getErr()));
            }
        });
    }
}

package io.orderflow.load;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orderflow load capacity}. */
@Command(name = "capacity", description = "Raise the rate until the service level breaks, then hold nine tenths of it.", mixinStandardHelpOptions = true)
final class CapacityCommand implements Callable<Integer> {
    private static final Duration STEP_MAX = Duration.ofMinutes(2);

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private DriverOptions driver = new DriverOptions();

    @Parameters(arity = "0..1", paramLabel = "DEMAND", defaultValue = "mixed", converter = ReadDemand.class, description = "orders, detail or mixed (default: ${DEFAULT-VALUE})")
    private Demand demand = Demand.MIXED;

    @Option(names = "--from", paramLabel = "R", description = "Rate to begin with, per second (default: 40 for orders, 200 for detail, 100 for mixed)")
    private @Nullable Double from;

    @Option(names = "--goal", paramLabel = "R", description = "Rate that has to be reached, per second (default: 250 for orders, 1400 for detail, 1000 for mixed)")
    private @Nullable Double goal;

    @Option(names = "--step", paramLabel = "D", defaultValue = "8s", converter = DurationConverter.class, description = "How long each rate is tried, up to 2m (default: ${DEFAULT-VALUE})")
    private Duration step = Duration.ofSeconds(8);

    @Option(names = "--hold", paramLabel = "D", defaultValue = "60s", converter = DurationConverter.class, description = "How long nine tenths of the highest rate are held, up to 60m (default: ${DEFAULT-VALUE})")
    private Duration hold = Duration.ofMinutes(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        double firstRate = from == null ? demand.firstRate() : from;
        driver.checkRate(firstRate);
        driver.checkDuration(hold);
        driver.require(driver.judgesAvailability(), "--verdict orders is not for capacity, which looks for the level of"
                + " service: all or correctness");
        driver.require(step.isPositive() && step.compareTo(STEP_MAX) <= 0, "--step is up to 2m");
        var plan = new Capacity.Plan(demand, firstRate, step, hold, goal == null ? demand.goalRate() : goal);
        return ScenarioRun.run(spec, target.json(), () -> {
            driver.check(target.system().url());
            try (LoadSession session = new LoadSession(target, driver)) {
                Ramp ramp = new Ramp(session, demand, step, spec.commandLine().getErr());
                return new Capacity(session, plan, ramp)
                    .run((task, total) -> Progress.of(task, total, spec.commandLine().getErr()));
            }
        });
    }
}

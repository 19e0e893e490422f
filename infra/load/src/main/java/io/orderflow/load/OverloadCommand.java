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

/** {@code orderflow load overload}. */
@Command(name = "overload", description = "Ask five times what the system can do, by clients that come back, then half of it.", mixinStandardHelpOptions = true)
final class OverloadCommand implements Callable<Integer> {
    private static final Duration STEP = Duration.ofSeconds(5);

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private DriverOptions driver = new DriverOptions();

    @Parameters(arity = "0..1", paramLabel = "DEMAND", defaultValue = "orders", converter = ReadDemand.class, description = "orders, detail or mixed (default: ${DEFAULT-VALUE})")
    private Demand demand = Demand.ORDERS;

    @Option(names = "--capacity", paramLabel = "R", description = "Requests per second that the system can do (default: found by a short ramp)")
    private @Nullable Double capacity;

    @Option(names = "--duration", paramLabel = "D", defaultValue = "30s", converter = DurationConverter.class, description = "How long the overload lasts, up to 60m (default: ${DEFAULT-VALUE})")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--after", paramLabel = "D", defaultValue = "30s", converter = DurationConverter.class, description = "How long half of the capacity is asked then, up to 60m (default: ${DEFAULT-VALUE})")
    private Duration after = Duration.ofSeconds(30);

    @Option(names = "--attempts", paramLabel = "N", defaultValue = "3", description = "Times that a client sends one request at most, 1 to 10 (default: ${DEFAULT-VALUE})")
    private int attempts = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        driver.checkDuration(duration);
        driver.checkDuration(after);
        driver.checkAttempts(attempts);
        driver.require(demand.ordersPart() > 0 || driver.judgesAvailability(),
                "--verdict orders is not for detail, which makes none: all or correctness");
        return ScenarioRun.run(spec, target.json(), () -> {
            driver.check(target.system().url());
            try (LoadSession session = new LoadSession(target, driver)) {
                ProgressFactory progress = (task, total) -> Progress.of(task, total, spec.commandLine().getErr());
                var plan = new Overload.Plan(demand, capacity == null ? found(session, progress) : capacity, duration,
                        after, attempts);
                driver.checkRate(plan.capacity() * Overload.TIMES);
                driver.checkOrders(plan.ordersMax());
                return new Overload(session, plan).run(progress);
            }
        });
    }

    private double found(LoadSession session, ProgressFactory progress) {
        session.stockUp(Capacity.ORDERS_STOCKED, progress);
        session.warmUp(demand.firstRate(), demand.calls(session.workload()));
        double highest = new Ramp(session, demand, STEP, spec.commandLine().getErr()).highest(demand.firstRate());
        if (highest == 0) {
            throw new UnavailableException("The system keeps its service level at no rate: look at 'orderflow load"
                    + " capacity', or name its capacity with --capacity.");
        }
        return highest;
    }
}

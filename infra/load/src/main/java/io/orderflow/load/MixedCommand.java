package io.orderflow.load;

import io.orderflow.load.openloop.Background;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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

    @Option(names = "--attempts", paramLabel = "N", defaultValue = "1", description = "Times that a client sends one request at most, with the same Idempotency-Key, 1 to 10 (default: ${DEFAULT-VALUE})")
    private int attempts = 1;

    @Option(names = "--background", paramLabel = "PLAN", converter = ReadBackground.class, description = "Connections beside the load, such as idle=1000,streams=256,slow=50, each up to 2000; the load is then measured without and with them")
    private Background.@Nullable Plan background;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    /** As people write it. */
    static final class ReadBackground implements ITypeConverter<Background.Plan> {
        @Override
        public Background.Plan convert(String value) {
            try {
                return Background.Plan.parse(value);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        }
    }

    @Override
    public Integer call() {
        driver.checkRate(rate);
        driver.checkDuration(duration);
        driver.checkAttempts(attempts);
        Mixed.Plan plan = new Mixed.Plan(rate, duration, attempts, background);
        driver.checkOrders(plan.ordersMax(driver.warmUp()) * (background == null ? 1 : 2));
        return ScenarioRun.run(spec, target.json(), () -> {
            driver.check(target.system().url());
            try (LoadSession session = new LoadSession(target, driver)) {
                return new Mixed(session, plan)
                    .run((task, total) -> Progress.of(task, total, spec.commandLine().getErr()));
            }
        });
    }
}

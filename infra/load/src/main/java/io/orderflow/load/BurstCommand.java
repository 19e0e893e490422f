package io.orderflow.load;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orderflow load burst}. */
@Command(name = "burst", description = "Many orders at the same moment: run it right after the system says Ready.", mixinStandardHelpOptions = true)
final class BurstCommand implements Callable<Integer> {
    private static final int ORDERS_MAX = 4_000;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private DriverOptions driver = new DriverOptions();

    @Option(names = "--orders", paramLabel = "N", defaultValue = "200", description = "How many, 1 to 4000 (default: ${DEFAULT-VALUE})")
    private int orders = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        driver.require(orders >= 1 && orders <= ORDERS_MAX, "--orders is 1 to 4000, not " + orders);
        return ScenarioRun.run(spec, target.json(), () -> {
            driver.check(target.system().url());
            try (LoadSession session = new LoadSession(target, driver)) {
                return new Burst(session, orders).run();
            }
        });
    }
}

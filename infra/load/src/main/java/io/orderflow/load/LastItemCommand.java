package io.orderflow.load;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orderflow load last-item}. */
@Command(name = "last-item", description = "S2: 200 buyers race for the last 15 units of SKU S24_2000; exactly 15 get one.", mixinStandardHelpOptions = true)
final class LastItemCommand implements Callable<Integer> {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ScenarioRun.run(spec, target.json(), () -> {
            RunningSystem system = target.system();
            try (OrderflowClient client = new OrderflowClient(system.url(), new Tally());
                    Progress progress = Progress.of("buyers", LastItem.BUYERS, spec.commandLine().getErr())) {
                return new LastItem(system, client).run(progress);
            }
        });
    }
}

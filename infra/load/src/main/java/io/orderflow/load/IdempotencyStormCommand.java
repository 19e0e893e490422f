package io.orderflow.load;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow load idempotency-storm}. */
@Command(name = "idempotency-storm", description = "S6: each request five times in parallel with one key; one order, four replays.", mixinStandardHelpOptions = true)
final class IdempotencyStormCommand implements Callable<Integer> {
    private static final int REQUESTS_MAX = 10_000;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--requests", paramLabel = "N", defaultValue = "100", description = "Distinct requests, 1 to 10000 (default: ${DEFAULT-VALUE})")
    private int requests = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (requests < 1 || requests > REQUESTS_MAX) {
            throw new ParameterException(spec.commandLine(),
                    "--requests is 1 to " + REQUESTS_MAX + ", not " + requests);
        }
        return ScenarioRun.run(spec, target.json(), () -> {
            Tally retries = new Tally();
            try (OrderflowClient client = new OrderflowClient(target.system().url(), retries);
                    Progress progress = Progress.of("requests", requests, spec.commandLine().getErr())) {
                return new IdempotencyStorm(client, requests, retries).run(progress);
            }
        });
    }
}

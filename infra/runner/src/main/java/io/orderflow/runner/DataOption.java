package io.orderflow.runner;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which system is meant: each has a data directory of its own. */
final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "Data directory (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    DataDirectory directory() {
        return new DataDirectory(data);
    }

    /** @throws CannotRunException if no system runs there */
    SystemReport running() {
        DataDirectory directory = directory();
        return new RunFiles(directory).running()
            .orElseThrow(() -> new CannotRunException(ExitCode.UNAVAILABLE,
                    "No system runs in " + directory.root() + ": start it with './orderflow up'."));
    }
}

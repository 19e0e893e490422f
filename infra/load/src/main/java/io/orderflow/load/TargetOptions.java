package io.orderflow.load;

import io.orderflow.load.invariants.Database;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which system to use: what the options say, else what runs in the data directory. */
final class TargetOptions {
    @Option(names = "--url", paramLabel = "URL", description = "Address of the gateway (default: the system running in the data directory, else http://localhost:8080)")
    private @Nullable URI url;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "Data directory of the running system (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(names = "--jdbc-url", paramLabel = "URL", description = "Database to read the log from (default: that of the running system)")
    private @Nullable String jdbcUrl;

    @Option(names = "--jdbc-user", paramLabel = "ROLE", defaultValue = "orderflow_query", description = "Role that may read it (default: ${DEFAULT-VALUE})")
    private String jdbcUser = "orderflow_query";

    @Option(names = "--jdbc-password", paramLabel = "PASSWORD", defaultValue = "${env:ORDERFLOW_JDBC_PASSWORD:-}", description = "Its password (default: the environment's ORDERFLOW_JDBC_PASSWORD)")
    private String jdbcPassword = "";

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka's bootstrap servers (default: those of the running system)")
    private @Nullable String kafka;

    @Option(names = "--json", description = "Print one JSON document")
    private boolean json;

    RunningSystem system() {
        RunningSystem running = RunningSystem.in(data);
        return new RunningSystem(url == null ? running.url() : url,
                jdbcUrl == null ? running.database() : new Database(jdbcUrl, jdbcUser, jdbcPassword),
                kafka == null ? running.kafka() : kafka,
                url == null || url.equals(running.url()) ? running.parts() : List.of());
    }

    boolean json() {
        return json;
    }
}

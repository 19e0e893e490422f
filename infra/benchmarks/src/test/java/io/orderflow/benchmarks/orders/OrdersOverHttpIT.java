package io.orderflow.benchmarks.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Progress;
import io.orderflow.benchmarks.harness.Row;
import io.orderflow.benchmarks.harness.Window;
import io.orderflow.benchmarks.servers.Broker;
import io.orderflow.benchmarks.servers.Cluster;
import io.orderflow.benchmarks.servers.NpmPeers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That both sides take orders to their confirmation; not how fast. Needs the jars of all applications. */
class OrdersOverHttpIT {
    private static final Effort LEAST = new Effort(1, new Window(Duration.ZERO, Duration.ofMillis(1)), 1, 1,
            Duration.ofMillis(1), 1, 1, 1, 20, 20);

    @TempDir
    private Path folder;

    @Test
    void bothSidesConfirmEveryOrder() throws Exception {
        Path home = checkout();
        takeJarsAsBuilt(home);
        try (Cluster cluster = Cluster.start(folder.resolve("postgres"));
                Broker broker = new Broker(folder.resolve("kafka"))) {
            Bench bench = new Bench(cluster, broker, NpmPeers.none(), LEAST, new Progress(System.err, 2));

            List<Row> rows = new OrdersOverHttp(home).run(bench);

            assertThat(rows).hasSize(2).allSatisfy(row -> {
                assertThat(row.ours().min()).isPositive();
                assertThat(row.ratio()).isNotNull();
            });
        }
    }

    /** The build that runs this test has just made every jar; the launcher looks at the time of this file. */
    private static void takeJarsAsBuilt(Path home) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("target")).resolve("orderflow-built"), "");
    }

    private static Path checkout() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("LICENSE")) && Files.exists(folder.resolve("event-store"))) {
                return folder;
            }
        }
        throw new AssertionError("no folder above " + Path.of("").toAbsolutePath() + " is the root of the sources");
    }
}

package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
    @TempDir
    private Path folder;
    private HttpServer health = createServer();

    @BeforeEach
    void start() {
        health.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        health.start();
    }

    @AfterEach
    void stop() {
        health.stop(0);
    }

    @Test
    void aProcessThatIsKilledIsStartedAgainAndThatIsSaid() throws Exception {
        Part part = part("echo started; exec sleep 600");
        part.start().get(20, TimeUnit.SECONDS);
        ProcessIdentity first = Objects.requireNonNull(part.report().process());

        first.find().orElseThrow().destroyForcibly();

        await().until(() -> part.report().state() == PartState.READY && !first.equals(part.report().process()));
        assertThat(part.report().restarts()).isEqualTo(1);
        assertThat(part.report().lastProblem()).endsWith("ended with exit code 137");
        part.stop();
        assertThat(part.report().state()).isEqualTo(PartState.STOPPED);
        await()
            .untilAsserted(() -> assertThat(Files.readString(folder.resolve("log"))).isEqualTo("started\nstarted\n"));
    }

    @Test
    void aStopLeavesNoProcessBehind() throws Exception {
        Part part = part("exec sleep 600");
        part.start().get(20, TimeUnit.SECONDS);
        ProcessIdentity process = Objects.requireNonNull(part.report().process());

        part.stop();

        await().until(() -> process.find().isEmpty());
        assertThat(part.report().restarts()).isZero();
    }

    @Test
    void aFirstStartThatFailsIsNotRepeated() {
        health.stop(0);
        Part part = part("exit 3");

        assertThat(part.start()).failsWithin(Duration.ofSeconds(20))
            .withThrowableThat()
            .withMessageContaining("demo ended with exit code 3 before it was ready");
        assertThat(part.report().restarts()).isZero();
    }

    private Part part(String script) {
        URI readiness = URI.create("http://127.0.0.1:" + health.getAddress().getPort() + "/");
        var program = new Program(List.of("sh", "-c", script),
                new AheadOfTimeCache(folder.resolve("program.jar"), "none", List.of()));
        return new Part("demo", 1,
                () -> ServiceProcess.launch(program, Map.of(), readiness, folder.resolve("log"), false),
                () -> {
                });
    }

    private static HttpServer createServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A process may be killed at any moment: what was acknowledged is there once, and the books balance. */
@ExtendWith(LiveSystemExtension.class)
class KillIT {
    private static final List<String> PARTS = List.of("command-side", "projections", "query-side", "payment-provider",
            "postgres", "gateway");
    private static final int ORDERS = 10;
    private static final Duration BACK_MAX = Duration.ofMinutes(4);
    private final LiveSystem system;

    KillIT(LiveSystem system) {
        this.system = system;
    }

    @Test
    void whatWasAcknowledgedSurvivesTheKillOfEachProcessUnderLoad() {
        Launcher.Background mixed = mixed();
        Launcher.Background steady = steady();
        for (String part : PARTS) {
            if (!mixed.process().isAlive()) {
                requirePassed(mixed.await());
                mixed = mixed();
            }
            if (!steady.process().isAlive()) {
                requirePassed(steady.await());
                steady = steady();
            }
            kill(part);
        }
        requirePassed(mixed.await());
        requirePassed(steady.await());
        requirePassed(system.launcher().run("invariants"));
    }

    /** Reads and orders arrive for some time, and have begun to; clients come back with the same key. */
    private Launcher.Background mixed() {
        return begun("load mixed", "--rate", "30", "--duration", "25s", "--warm-up", "0s", "--attempts", "5",
                "--verdict", "orders");
    }

    private Launcher.Background steady() {
        return begun("load steady", "--rate", "5", "--duration", "25s");
    }

    private Launcher.Background begun(String command, String... options) {
        long head = system.headPosition();
        Launcher.Background load = system.launcher().start(command, options);
        await().atMost(BACK_MAX).until(() -> system.headPosition() > head + 20);
        return load;
    }

    private static void requirePassed(Launcher.Result result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    /** The broker lives in the runner: while both are gone, orders are still taken, and drain in order afterwards. */
    @Test
    void whatWasAcknowledgedSurvivesTheKillOfTheRunnerWithItsBroker() {
        List<Api.Placed> orders = new ArrayList<>(place());
        long runner = system.report().path("runner").path("pid").asLong();
        ProcessHandle process = ProcessHandle.of(runner).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        await().atMost(BACK_MAX).until(() -> !process.isAlive());
        orders.addAll(place());
        system.up();
        Api api = system.api();
        for (Api.Placed order : orders) {
            await().atMost(BACK_MAX).until(() -> api.status(order), "CONFIRMED"::equals);
        }
        requirePassed(system.launcher().run("invariants"));
    }

    private List<Api.Placed> place() {
        Api api = system.api();
        return IntStream.range(0, ORDERS).mapToObj(_ -> api.place()).toList();
    }

    private void kill(String name) {
        JsonNode before = system.part(name);
        long pid = before.path("process").path("pid").asLong();
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        await().atMost(BACK_MAX).ignoreExceptions().until(() -> {
            JsonNode part = system.part(name);
            return part.path("state").asString("").equals("READY")
                    && part.path("restarts").asInt() > before.path("restarts").asInt();
        });
    }
}

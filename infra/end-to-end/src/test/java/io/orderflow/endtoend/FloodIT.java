package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the memory that it is given, a process answers or refuses whatever comes at once, and lives. */
@ExtendWith(LiveSystemExtension.class)
class FloodIT {
    private static final int REQUESTS = 2_000;
    private static final int NO_ANSWER = 0;
    private final LiveSystem system;

    FloodIT(LiveSystem system) {
        this.system = system;
    }

    @Test
    void aFloodOfOrdersEndsNeitherTheCommandSideNorWhatItHadAccepted() throws InterruptedException {
        Api commands = system.part(system.part("command-side"));
        long pid = pid("command-side");
        String order = system.api().order(1);
        List<Integer> answers = atOnce(() -> commands.post("/api/v1/orders", order, "Idempotency-Key",
                UUID.randomUUID().toString())
            .statusCode());
        assertThat(Set.of(201, 503, NO_ANSWER)).containsAll(answers);
        assertThat(answers).contains(201);
        assertThat(pid("command-side")).isEqualTo(pid);
        Launcher.Result audit = system.launcher().run("invariants");
        assertThat(audit.exitCode()).as(audit.output()).isZero();
    }

    @Test
    void aFloodOfReadsDoesNotEndTheQuerySide() throws InterruptedException {
        Api queries = system.part(system.part("query-side"));
        long pid = pid("query-side");
        List<Integer> answers = atOnce(() -> queries.get("/api/v1/orders").statusCode());
        assertThat(Set.of(200, 503, NO_ANSWER)).containsAll(answers);
        assertThat(answers).contains(200);
        assertThat(pid("query-side")).isEqualTo(pid);
    }

    private long pid(String part) {
        return system.part(part).path("process").path("pid").asLong();
    }

    private static List<Integer> atOnce(Callable<Integer> request) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(IntStream.range(0, REQUESTS).mapToObj(_ -> answered(request)).toList())
                .stream()
                .map(Future::resultNow)
                .toList();
        }
    }

    /** A connection beyond those that wait to be accepted may be turned away by the system itself. */
    private static Callable<Integer> answered(Callable<Integer> request) {
        return () -> {
            try {
                return request.call();
            } catch (AssertionError failure) {
                if (failure.getCause() instanceof IOException) {
                    return NO_ANSWER;
                }
                throw failure;
            }
        };
    }
}

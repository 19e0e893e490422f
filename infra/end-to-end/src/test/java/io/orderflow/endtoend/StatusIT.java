package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Status says ready when an order that is placed now will be confirmed and visible, and else what is wrong. */
@ExtendWith(LiveSystemExtension.class)
class StatusIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private final LiveSystem system;

    StatusIT(LiveSystem system) {
        this.system = system;
    }

    @Test
    void aProcessThatDoesNotAnswerIsNamedUntilItDoes() throws IOException, InterruptedException {
        awaitStatus("Ready:");
        long projections = system.part("projections").path("process").path("pid").asLong();
        signal("-STOP", projections);
        try {
            awaitStatus("Not well:");
            assertThat(status()).contains("projections: process " + projections + " does not answer",
                    "it is stopped or stuck");
            assertThat(system.launcher().run("status", "--json").output()).contains("\"ready\" : false");
        } finally {
            signal("-CONT", projections);
        }
        awaitStatus("Ready:");
    }

    @Test
    void whatAnOperatorAsksOfAnOrderIsAnsweredOnTheCommandLine() {
        Api api = system.api();
        Api.Placed order = api.place();
        await().atMost(SOON).until(() -> api.status(order), "CONFIRMED"::equals);

        assertThat(system.launcher().run("fulfilment stuck").exitCode()).isZero();
        assertThat(system.launcher().run("fulfilment show", order.id()).output()).contains(order.id(), "CONFIRMED");
        Launcher.Result refused = system.launcher().run("fulfilment resume", order.id());
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.output()).contains("the fulfilment is CONFIRMED; resume is for FAILED");
    }

    private void awaitStatus(String beginning) {
        await().atMost(SOON).until(() -> status(), it -> it.contains(beginning));
    }

    private String status() {
        return system.launcher().run("status").output();
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor()).isZero();
    }
}

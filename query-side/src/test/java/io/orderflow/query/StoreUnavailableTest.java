package io.orderflow.query;

import static io.orderflow.query.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.http.ProblemType;
import io.orderflow.query.RunningQuerySide.Answer;
import io.orderflow.testservers.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUnavailableTest {
    private static RunningQuerySide app;

    @BeforeAll
    static void startWithoutDatabase() throws IOException {
        app = RunningQuerySide
            .start(List.of("--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + closedPort() + "/x",
                    "--spring.datasource.hikari.connection-timeout=250"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/orders", "/api/v1/orders/1", "/api/v1/orders/1/events", "/api/v1/orders/1/stream",
            "/api/v1/orders/1/journey", "/api/v1/products", "/api/v1/stock", "/api/v1/stock/1"})
    void everyReadSaysThatTheStoreIsAway(String path) {
        Answer answer = app.get(path);

        assertProblem(answer, ProblemType.STORE_UNAVAILABLE);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.response().body()).doesNotContain("jdbc").doesNotContain("Exception");
    }

    @Test
    void itIsAliveButNotReady() {
        assertThat(app.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(app.get("/actuator/health/readiness").status()).isEqualTo(503);
    }

    @Test
    void aDatabaseWithoutItsSchemasIsNotReady() {
        var empty = TestServers.postgres().createDatabase();
        try (var early = RunningQuerySide.start(List.of("--spring.datasource.url=" + empty.jdbcUrl(),
                "--spring.datasource.password=" + empty.password()))) {
            assertThat(early.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertProblem(early.get("/api/v1/orders"), ProblemType.STORE_UNAVAILABLE);
        }
        assertThat(SharedQuerySide.APP.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

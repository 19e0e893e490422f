package io.orderflow.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.testservers.TestPostgres;
import io.orderflow.testservers.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

class StoreAwayApiTest extends ApiTest {
    @Value("${spring.datasource.url}")
    String url = "";

    @Test
    void whileTheStoreIsAwayCommandsAreToldToComeBackAndThenTheyWork() throws SQLException {
        String key = key();
        String database = url.substring(url.lastIndexOf('/') + 1);
        onServer("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
        try {
            onServer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
            var answer = place(key);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("store-unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        } finally {
            onServer("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
        }
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(place(key).status()).isEqualTo(201));
        assertThat(place(key).header("Idempotent-Replayed")).isEqualTo("true");
    }

    private Api.Answer place(String key) {
        return api().post(ApiPaths.ORDERS, order(1), "Idempotency-Key", key);
    }

    private static void onServer(String statement) throws SQLException {
        TestPostgres server = TestServers.postgres();
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.superuser(), server.password());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}

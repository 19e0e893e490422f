package io.orderflow.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestPostgres;
import io.orderflow.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

class StoreAwayApiTest extends ApiTest {
    @Value("${spring.datasource.url}")
    String url = "";

    @Autowired
    HikariDataSource pool;

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

    @Test
    void afterTheDatabaseWasReadOnlyAppendsWorkAtOnce() throws SQLException {
        String database = url.substring(url.lastIndexOf('/') + 1);
        String role = "ALTER ROLE " + DatabaseRole.COMMAND.login() + " IN DATABASE " + database;
        onServer(role + " SET default_transaction_read_only = on");
        try {
            onServer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
            Awaitility.await().ignoreExceptions().until(this::isReadOnly);
            holdSeveralAtOnce();
            assertThat(place(key()).problem()).isEqualTo("store-unavailable");
        } finally {
            onServer(role + " RESET default_transaction_read_only");
        }
        Awaitility.await()
            .untilAsserted(() -> assertThat(Stream.generate(() -> place(key()).status())
                .limit(2L * pool.getMaximumPoolSize())).containsOnly(201));
    }

    /** So that the pool is full of connections that only read. */
    private void holdSeveralAtOnce() throws SQLException {
        try (Connection one = pool.getConnection();
                Connection two = pool.getConnection();
                Connection three = pool.getConnection();
                Connection four = pool.getConnection()) {
            assertThat(List.of(one, two, three, four)).allSatisfy(it -> assertThat(it.isValid(1)).isTrue());
        }
    }

    private boolean isReadOnly() throws SQLException {
        try (Connection connection = pool.getConnection();
                var sql = connection.createStatement();
                var row = sql.executeQuery("SHOW transaction_read_only")) {
            return row.next() && row.getString(1).equals("on");
        }
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

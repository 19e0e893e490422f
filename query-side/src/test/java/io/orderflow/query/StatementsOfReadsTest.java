package io.orderflow.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.query.RunningQuerySide.Answer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class StatementsOfReadsTest {
    private static final String ID = UUID.randomUUID().toString();
    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final int READS = 20;
    private static final int CONNECTIONS = 10;
    private static final List<String> STATEMENTS = new CopyOnWriteArrayList<>();
    private static final WrittenData DATA = WrittenData.inNewDatabase();
    private static RunningQuerySide app;

    /** No configuration that is scanned for: it is of this test only. */
    static class Counted {
        @Bean
        static BeanPostProcessor counting() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource counted ? new CountingDataSource(counted) : bean;
                }
            };
        }
    }

    /** Notes the SQL of each statement that is prepared. */
    private static final class CountingDataSource extends DelegatingDataSource {
        CountingDataSource(DataSource counted) {
            super(counted);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Connection.class},
                    (self, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            STATEMENTS.add(String.valueOf(arguments[0]).toLowerCase(Locale.ROOT));
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }
    }

    @BeforeAll
    static void start() {
        DATA.detailRow(ID, "PLACED", 1);
        DATA.stockRow("S10_1678", 5, 1, 1);
        DATA.append(new OrderEvent.OrderReserved(new OrderId(ID), Instant.EPOCH));
        DATA.everythingIsProjected();
        app = RunningQuerySide.with(List.of(Counted.class), DATA, "orderflow.read.refresh-interval=" + REFRESH,
                "orderflow.read.age-max=1m", "orderflow.stream.heartbeat=100ms");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders/{id}", "orders?limit=20", "orders?status=PLACED", "stock", "stock/S10_1678"})
    void aReadIsOneStatement(String resource) {
        String path = "/api/v1/" + resource.replace("{id}", ID);
        String position = app.get(path).header("Read-Position");
        assertThat(position).isEqualTo(Long.toString(DATA.head()));

        assertOneStatementEach(path);
        assertOneStatementEach(path, "Consistency-Token", position);
        assertOneStatementEach(path, "Consistency-Token", position, "Prefer", "wait=30");
    }

    /** To plan a read for its values costs the database more than the read. */
    @ParameterizedTest
    @ValueSource(strings = {"orders/{id}", "orders?limit=20", "orders?status=PLACED", "orders?sku=S10_1678",
            "orders?q=s10_1678", "stock/S10_1678"})
    void aReadIsPlannedOnce(String resource) throws SQLException {
        long before = plans().forAnyValue();
        for (int i = 0; i < READS; i++) {
            assertThat(app.get("/api/v1/" + resource.replace("{id}", ID)).status()).isEqualTo(200);
        }
        Plans plans = plans();
        assertThat(plans.forAnyValue()).isGreaterThan(before);
        assertThat(plans.forTheirValues()).isZero();
    }

    private record Plans(long forAnyValue, long forTheirValues) {}

    /** Of all connections, each of which counts its own. */
    private static Plans plans() throws SQLException {
        DataSource pool = app.bean("dataSource", DataSource.class);
        Plans plans = new Plans(0, 0);
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = pool.getConnection();
                held.add(connection);
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement
                            .executeQuery("SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements")) {
                    row.next();
                    plans = new Plans(plans.forAnyValue() + row.getLong(1), plans.forTheirValues() + row.getLong(2));
                }
            }
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        return plans;
    }

    @Test
    void aSilentStreamReadsItsOrderOnce() {
        try (var stream = EventStreamClient.open(app, "/api/v1/orders/" + ID + "/stream")) {
            await().until(() -> !stream.comments().isEmpty());
            STATEMENTS.clear();
            int heartbeats = stream.comments().size();
            await().until(() -> stream.comments().size() >= heartbeats + 3);

            assertThat(stream.ids()).containsExactly("1");
            assertThat(STATEMENTS).as("beside the end of the log, which is read for all followers together")
                .noneMatch(it -> it.contains("payload"))
                .anyMatch(it -> it.contains("position"));
        }
    }

    /** The progress is read beside them, by the clock and not by the number of reads. */
    private static void assertOneStatementEach(String path, String... headers) {
        STATEMENTS.clear();
        long startedNanos = System.nanoTime();
        for (int i = 0; i < READS; i++) {
            Answer answer = app.get(path, headers);
            assertThat(answer.status()).isEqualTo(200);
        }
        long rounds = Duration.ofNanos(System.nanoTime() - startedNanos).dividedBy(REFRESH) + 1;
        List<String> ofProgress = STATEMENTS.stream().filter(it -> it.contains("read_model.checkpoint")).toList();
        assertThat(ofProgress).hasSizeLessThanOrEqualTo((int) rounds);
        assertThat(STATEMENTS).hasSize(READS + ofProgress.size());
    }
}

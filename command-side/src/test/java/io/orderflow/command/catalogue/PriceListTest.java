package io.orderflow.command.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.command.CommandSideTest;
import io.orderflow.contract.Money;
import io.orderflow.contract.Sku;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@CommandSideTest
class PriceListTest {
    private static final int CALLERS = 16;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    private final Sku sku = new Sku("P" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void callersAtTheSameMomentReadTheListOnce() throws Exception {
        new PriceList(jdbc).publish(List.of(new Product(sku, "a", "b", "c", "d", new Money(100, "EUR"))));
        var asked = new Asked(database, false);
        List<Future<Optional<Product>>> found = askAtOnce(new PriceList(JdbcClient.create(asked)), asked);

        for (Future<Optional<Product>> each : found) {
            assertThat(each.get()).map(Product::price).hasValue(new Money(100, "EUR"));
        }
        assertThat(asked.times).hasValue(1);
    }

    @Test
    void whoeverWaitedFailsWithTheOneWhoRead() throws Exception {
        var asked = new Asked(database, true);
        var prices = new PriceList(JdbcClient.create(asked));

        for (Future<Optional<Product>> each : askAtOnce(prices, asked)) {
            assertThatThrownBy(each::get).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DataAccessException.class);
        }
        assertThat(asked.times).hasValue(1);

        assertThatThrownBy(() -> prices.find(sku)).isInstanceOf(DataAccessException.class);
        assertThat(asked.times).as("the next caller asks again").hasValue(2);
    }

    /** The database answers the first of them once all others wait. */
    private List<Future<Optional<Product>>> askAtOnce(PriceList prices, Asked asked) throws Exception {
        List<Thread> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(task -> {
            Thread thread = new Thread(task);
            callers.add(thread);
            return thread;
        })) {
            List<Future<Optional<Product>>> found = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                found.add(threads.submit(() -> prices.find(sku)));
            }
            Awaitility.await()
                .until(() -> callers.stream().allMatch(it -> it.getState() == Thread.State.WAITING));
            asked.answer.countDown();
            return found;
        }
    }

    /** Counts who asks, and lets them wait. */
    private static final class Asked extends DelegatingDataSource {
        private final AtomicInteger times = new AtomicInteger();
        private final CountDownLatch answer = new CountDownLatch(1);
        private final boolean fails;

        Asked(DataSource database, boolean fails) {
            super(database);
            this.fails = fails;
        }

        @Override
        public Connection getConnection() throws SQLException {
            times.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException stop) {
                throw new SQLException(stop);
            }
            if (fails) {
                throw new SQLException("away");
            }
            return super.getConnection();
        }
    }
}

package io.orderflow.benchmarks.durability;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Figures;
import io.orderflow.benchmarks.harness.Goal;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Row;
import io.orderflow.benchmarks.servers.SampleEvents;
import io.orderflow.benchmarks.servers.Sql;
import io.orderflow.benchmarks.servers.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Others hold transactions open: one has written to a table of its own, the other has read the event table and has a
 * transaction id too. Stores that hide events behind the oldest open transaction stand still then.
 */
final class ForeignTransactions implements Measure {
    private static final String TITLE = "append to visible, foreign transactions open";
    private static final String DATABASE = "foreign_transactions";
    private static final String UNIT = "ms";
    private static final double VISIBLE_MAX_MILLIS = 1_000;
    private static final int APPENDS = 200;

    @Override
    public String id() {
        return "foreign";
    }

    @Override
    public int figures(Effort effort) {
        return effort.rounds();
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        List<Double> slowest = new ArrayList<>();
        for (int round = 0; round < bench.effort().rounds(); round++) {
            try (Store store = Store.fresh(bench.cluster(), DATABASE)) {
                slowest.add(slowestVisible(store, bench.cluster().superuser(DATABASE)));
            } finally {
                bench.cluster().drop(DATABASE);
            }
            bench.progress().figure(TITLE, "slowest of " + APPENDS, slowest.getLast(), UNIT);
        }
        return List.of(Row.alone(TITLE + ", slowest of " + APPENDS, UNIT, new Figures(slowest),
                new Goal.AtMost(VISIBLE_MAX_MILLIS, UNIT)));
    }

    private static double slowestVisible(Store store, DataSource others) throws SQLException {
        Sql.execute(others, "CREATE TABLE public.theirs (n integer)");
        try (Connection writer = others.getConnection(); Connection reader = others.getConnection()) {
            hold(writer, "INSERT INTO public.theirs VALUES (1)");
            hold(reader, "SELECT count(*), pg_current_xact_id() FROM event_store.event");
            double slowest = 0;
            for (int n = 0; n < APPENDS; n++) {
                slowest = Math.max(slowest, visibleAfterMillis(store));
            }
            return slowest;
        }
    }

    private static void hold(Connection connection, String work) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(work);
        }
    }

    /** From the call of the append to the log's showing it. */
    private static double visibleAfterMillis(Store store) {
        long start = System.nanoTime();
        long before = store.log().headPosition();
        store.log().append(SampleEvents.request(SampleEvents.newStream(), 0, 1)).join();
        while (store.log().readLog(before, 1).isEmpty()) {
            if (System.nanoTime() - start > VISIBLE_MAX_MILLIS * 10 * 1e6) {
                throw new IllegalStateException("an event did not become visible while other transactions were open");
            }
            Thread.onSpinWait();
        }
        return (System.nanoTime() - start) / 1e6;
    }
}

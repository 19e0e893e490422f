package io.orderflow.command.seed;

import io.orderflow.command.catalogue.PriceList;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.vault.CustomerVault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports the chosen data set after the start, in the background; once in the life of a database. */
class Seeder implements DisposableBean {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Seeder.class);

    private final SeedProperties.DataSet dataSet;
    private final PriceList prices;
    private final CustomerVault vault;
    private final CommandDispatcher dispatcher;
    private final JdbcClient jdbc;
    private final SeedProgress progress = new SeedProgress();
    private @Nullable Thread thread;

    /**
     * @throws IllegalStateException when the data set has personal data and the vault is closed
     */
    Seeder(SeedProperties settings, PriceList prices, CustomerVault vault, CommandDispatcher dispatcher,
            JdbcClient jdbc) {
        dataSet = settings.seed();
        this.prices = prices;
        this.vault = vault;
        this.dispatcher = dispatcher;
        this.jdbc = jdbc;
        if (dataSet != SeedProperties.DataSet.NONE && !vault.isOpen()) {
            throw new IllegalStateException("orderflow.seed=" + dataSet.key()
                    + " brings customers, whose data needs orderflow.vault.key: 32 bytes in base64");
        }
    }

    SeedProgress.View progress() {
        return progress.view();
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        if (dataSet != SeedProperties.DataSet.NONE && thread == null) {
            progress.started();
            thread = Thread.ofVirtual().name("seed").start(this::runUntilAnswered);
        }
    }

    @Override
    public synchronized void destroy() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    private void runUntilAnswered() {
        try {
            while (!isDecided()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopped) {
            LOG.info("the import of {} goes on at the next start", dataSet.key());
        }
    }

    private boolean isDecided() throws InterruptedException {
        try {
            seed();
            return true;
        } catch (DataAccessException away) {
            LOG.warn("the import of {} waits for the database: {}", dataSet.key(), away.getMessage());
            return false;
        } catch (ExecutionException | RuntimeException failure) {
            LOG.error("the import of {} failed", dataSet.key(), failure);
            progress.failed(String.valueOf(failure.getMessage()));
            return true;
        }
    }

    private void seed() throws InterruptedException, ExecutionException {
        Optional<Long> before = commandsOfFormerRun();
        if (before.isPresent()) {
            progress.wasDone(before.get());
            return;
        }
        History history = SteelWheels.read();
        SeedPlan plan = SeedPlan.of(dataSet.key(), history);
        progress.planned(plan.commands(), history.linesWithoutOrder());
        prices.publish(history.products());
        vault.store(history.customers());
        try (SeedRun run = new SeedRun(plan, new SeedCommands(dispatcher, progress))) {
            run.run();
        }
        remember(plan.commands());
        progress.finished();
        LOG.info("{} is imported: {} products, {} customers, {} orders, {} commands; {} lines belong to no order",
                dataSet.key(), history.products().size(), history.customers().size(), history.orders().size(),
                plan.commands(), history.linesWithoutOrder());
    }

    private Optional<Long> commandsOfFormerRun() {
        return jdbc.sql("""
                SELECT commands
                  FROM command.seed
                 WHERE name = :name
                """).param("name", dataSet.key()).query(Long.class).optional();
    }

    private void remember(long commands) {
        jdbc.sql("""
                INSERT INTO command.seed (name, commands)
                VALUES (:name, :commands)
                    ON CONFLICT (name) DO NOTHING
                """).param("name", dataSet.key()).param("commands", commands).update();
    }
}

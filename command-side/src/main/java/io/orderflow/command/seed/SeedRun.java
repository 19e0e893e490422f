package io.orderflow.command.seed;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.StockCommand;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.command.seed.SeedPlan.OrderPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Carries a plan out, a bounded number of commands at a time, each stream in the order of its dates. */
final class SeedRun implements AutoCloseable {
    private static final int ORDERS_MAX = 32;

    private final SeedPlan plan;
    private final SeedCommands commands;
    private final Semaphore freeOrders = new Semaphore(ORDERS_MAX);
    private final ExecutorService threads = Executors
        .newThreadPerTaskExecutor(Thread.ofVirtual().name("seed-", 0).factory());

    SeedRun(SeedPlan plan, SeedCommands commands) {
        this.plan = plan;
        this.commands = commands;
    }

    /**
     * Blocks until everything is done.
     *
     * @throws ExecutionException with the failure of the first command that failed for good
     */
    void run() throws InterruptedException, ExecutionException {
        List<Callable<Void>> receipts = new ArrayList<>();
        for (ReceiveStock receipt : plan.receipts()) {
            receipts.add(() -> {
                commands.receive(plan.commandId(receipt), receipt);
                return null;
            });
        }
        awaitAll(receipts.stream().map(threads::submit).toList());
        awaitAll(startOrders());
    }

    private List<Future<Void>> startOrders() throws InterruptedException {
        SkuOrder queues = new SkuOrder();
        List<Future<Void>> running = new ArrayList<>();
        for (OrderPlan order : plan.orders()) {
            freeOrders.acquire();
            SkuOrder.Place place = queues.enter(order);
            running.add(threads.submit(() -> run(order, place)));
        }
        return running;
    }

    private Void run(OrderPlan order, SkuOrder.Place place) throws Exception {
        try {
            for (List<DomainCommand> phase : order.phases()) {
                awaitAll(phase.stream()
                    .<Future<Void>>map(command -> threads.submit(() -> issue(order, command, place)))
                    .toList());
            }
            return null;
        } catch (Exception failure) {
            place.failed(failure);
            throw failure;
        } finally {
            freeOrders.release();
        }
    }

    private Void issue(OrderPlan order, DomainCommand command, SkuOrder.Place place) throws InterruptedException {
        if (command instanceof StockCommand stock) {
            place.awaitTurn(stock.sku());
        }
        commands.issue(plan.commandId(order, command), command, order);
        if (command instanceof StockCommand stock) {
            place.done(stock.sku());
        }
        return null;
    }

    private static void awaitAll(List<Future<Void>> running) throws InterruptedException, ExecutionException {
        for (Future<Void> each : running) {
            each.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}

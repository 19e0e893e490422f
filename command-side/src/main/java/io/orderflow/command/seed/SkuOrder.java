package io.orderflow.command.seed;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.StockCommand;
import io.orderflow.contract.Sku;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Keeps the orders of each SKU in the order of their dates while everything else runs at the same time. Orders must be
 * entered, and started, in that order: then each waits for former ones only, and none for ever.
 */
final class SkuOrder {
    private final Map<Sku, CompletableFuture<Void>> last = new HashMap<>();

    /** The place of one order in the queues of its SKUs. */
    static final class Place {
        private final Map<Sku, CompletableFuture<Void>> before = new HashMap<>();
        private final Map<Sku, CompletableFuture<Void>> after = new HashMap<>();
        private final Map<Sku, Integer> remaining = new HashMap<>();

        /**
         * Blocks until the former orders of the SKU are done.
         *
         * @throws CompletionException when one of them failed
         */
        void awaitTurn(Sku sku) {
            CompletableFuture<Void> former = before.get(sku);
            if (former != null) {
                former.join();
            }
        }

        /** One command for the SKU is done; after the last one the next order may. */
        void done(Sku sku) {
            CompletableFuture<Void> next = after.get(sku);
            if (next != null && commandsLeft(sku) == 0) {
                next.complete(null);
            }
        }

        private synchronized int commandsLeft(Sku sku) {
            return remaining.merge(sku, -1, Integer::sum);
        }

        void failed(Throwable failure) {
            after.values().forEach(it -> it.completeExceptionally(failure));
        }
    }

    /** By one thread, in the order of the orders' dates. */
    Place enter(SeedPlan.OrderPlan order) {
        Place place = new Place();
        order.phases().forEach(phase -> phase.forEach(command -> count(command, place)));
        for (Sku sku : place.remaining.keySet()) {
            CompletableFuture<Void> former = last.get(sku);
            if (former != null) {
                place.before.put(sku, former);
            }
            CompletableFuture<Void> own = new CompletableFuture<>();
            place.after.put(sku, own);
            last.put(sku, own);
        }
        return place;
    }

    private static void count(DomainCommand command, Place place) {
        if (command instanceof StockCommand stock) {
            place.remaining.merge(stock.sku(), 1, Integer::sum);
        }
    }
}

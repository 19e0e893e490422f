package io.orderflow.command.seed;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.command.seed.History.PastOrder;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The commands that make a history. Pure and the same every time, ids included, so that an interrupted import goes on
 * where it stopped.
 *
 * @param receipts one a SKU: what is left in the end and what the orders keep
 * @param orders in the order of their dates
 */
record SeedPlan(String dataSet, List<ReceiveStock> receipts, List<OrderPlan> orders) {
    /**
     * The commands for one order.
     *
     * @param phases one after another; the commands of a phase in any order
     */
    record OrderPlan(OrderId orderId, int schemaVersion, List<List<DomainCommand>> phases) {}

    private static final UUID NAMESPACE = UUID.fromString("c5a4b2f6-3f0e-5d0c-8f2b-6f6e2a1d9b47");
    private static final Duration RECEIVED_BEFORE = Duration.ofDays(1);
    private static final int SCHEMA_VERSIONS = 3;

    static SeedPlan of(String dataSet, History history) {
        Map<Sku, Integer> received = received(history);
        Instant receivedAt = history.orders()
            .stream()
            .map(PastOrder::placedAt)
            .min(Instant::compareTo)
            .map(first -> first.minus(RECEIVED_BEFORE))
            .orElse(Instant.EPOCH);
        List<ReceiveStock> receipts = received.entrySet()
            .stream()
            .filter(it -> it.getValue() > 0)
            .map(it -> new ReceiveStock(it.getKey(), it.getValue(), receivedAt))
            .toList();
        return new SeedPlan(dataSet, receipts, orders(dataSet, history, new HashMap<>(received)));
    }

    UUID commandId(ReceiveStock receipt) {
        return id(dataSet, receipt.type() + "/" + receipt.stream());
    }

    UUID commandId(OrderPlan order, DomainCommand command) {
        return id(dataSet, order.orderId() + "/" + command.type() + "/" + command.stream());
    }

    long commands() {
        return receipts.size()
                + orders.stream().flatMap(order -> order.phases().stream()).mapToLong(List::size).sum();
    }

    static OrderId orderId(String dataSet, int number) {
        return new OrderId(id(dataSet, "order/" + number).toString());
    }

    private static UUID id(String dataSet, String name) {
        return UuidCreator.getNameBasedSha1(NAMESPACE, dataSet + "/" + name);
    }

    private static Map<Sku, Integer> received(History history) {
        Map<Sku, Integer> received = new HashMap<>(history.available());
        history.orders()
            .stream()
            .filter(order -> !order.isCancelled())
            .flatMap(order -> order.lines().stream())
            .forEach(line -> received.merge(line.sku(), line.quantity(), Math::addExact));
        return received;
    }

    /** A cancelled order is one that was reserved first, unless there is not enough for it at its time. */
    private static List<OrderPlan> orders(String dataSet, History history, Map<Sku, Integer> left) {
        List<OrderPlan> plans = new ArrayList<>();
        for (PastOrder order : history.orders()) {
            boolean fits = order.lines().stream().allMatch(it -> left.getOrDefault(it.sku(), 0) >= it.quantity());
            var commands = new PastCommands(orderId(dataSet, order.number()), order);
            if (!order.isCancelled()) {
                order.lines().forEach(it -> take(left, it));
            }
            plans.add(new OrderPlan(commands.orderId(), order.number() % SCHEMA_VERSIONS + 1,
                    order.isCancelled() ? commands.cancelled(fits) : commands.confirmed()));
        }
        return plans;
    }

    private static void take(Map<Sku, Integer> left, OrderLine line) {
        left.merge(line.sku(), -line.quantity(), Math::addExact);
    }
}

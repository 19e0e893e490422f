package io.orderflow.benchmarks.orders;

import io.orderflow.benchmarks.harness.Bench;
import io.orderflow.benchmarks.harness.Effort;
import io.orderflow.benchmarks.harness.Figures;
import io.orderflow.benchmarks.harness.Goal;
import io.orderflow.benchmarks.harness.Measure;
import io.orderflow.benchmarks.harness.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Orders of three lines, placed over HTTP and confirmed in the read model: by the whole of Orderflow and by a service
 * of stock parts, on the same PostgreSQL, with the same payment provider and driver, in turns.
 */
public final class OrdersOverHttp implements Measure {
    public static final String ID = "orders-over-http";
    private static final double LEAST_PER_CPU_SECOND = 3;
    private static final int CALLERS = 16;
    private static final int STOCK = 1_000_000;

    private final Path home;
    private final Path folder;

    /** @param home root of the checkout, where everything is built */
    public OrdersOverHttp(Path home) {
        this.home = home;
        this.folder = home.resolve("infra/benchmarks/target/orders-over-http");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int figures(Effort effort) {
        return effort.rounds() * 2;
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Files.createDirectories(folder);
        try (OurSystem ours = OurSystem.start(home, folder.resolve("data"));
                PeerService peer = PeerService.start(home, folder.resolve("peer.log"), ours);
                Shop shop = new Shop(ours.api())) {
            List<OrderService> sides = List.of(ours, peer);
            Map<OrderService, List<OrderWave.Result>> results = new LinkedHashMap<>();
            for (OrderService side : sides) {
                results.put(side, new ArrayList<>());
                shop.stock(side.api(), STOCK);
                new OrderWave(side, shop, ours.postgres()).run(bench.effort().warmUpOrders(), CALLERS);
            }
            for (int round = 0; round < bench.effort().rounds(); round++) {
                for (int turn = 0; turn < sides.size(); turn++) {
                    OrderService side = sides.get((round + turn) % sides.size());
                    Objects.requireNonNull(results.get(side)).add(measured(side, shop, ours.postgres(), bench));
                }
            }
            return rows(Objects.requireNonNull(results.get(ours)), Objects.requireNonNull(results.get(peer)));
        }
    }

    private static OrderWave.Result measured(OrderService side, Shop shop, Postgres postgres, Bench bench)
            throws Exception {
        OrderWave.Result result = new OrderWave(side, shop, postgres).run(bench.effort().orders(), CALLERS);
        bench.progress().figure("orders over HTTP", side.name(), result.perSecond(), "orders/s");
        bench.progress()
            .say(String.format(java.util.Locale.ROOT, "  %.2f ms of CPU an order", 1_000 / result.perCpuSecond()));
        return result;
    }

    private static List<Row> rows(List<OrderWave.Result> ours, List<OrderWave.Result> peer) {
        return List.of(
                row("orders of 3 lines over HTTP to CONFIRMED, 16 callers", "orders/s", ours, peer,
                        OrderWave.Result::perSecond, null),
                row("the same, by the processors' time", "orders/CPU s", ours, peer, OrderWave.Result::perCpuSecond,
                        new Goal.RatioAtLeast(LEAST_PER_CPU_SECOND)));
    }

    private static Row row(String title, String unit, List<OrderWave.Result> ours, List<OrderWave.Result> peer,
            ToDoubleFunction<OrderWave.Result> figure, @org.jspecify.annotations.Nullable Goal goal) {
        return new Row(title, unit, figures(ours, figure), new Row.Peer(PeerService.NAME, figures(peer, figure)), goal);
    }

    private static Figures figures(List<OrderWave.Result> results, ToDoubleFunction<OrderWave.Result> figure) {
        return new Figures(results.stream().mapToDouble(figure).boxed().toList());
    }
}

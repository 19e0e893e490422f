package io.orderflow.load;

import io.orderflow.load.openloop.Call;
import io.orderflow.load.openloop.Calls;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The requests of the load: orders of one to four lines with SKUs after Zipf's law, and reads of what is there. Bodies
 * are made beforehand and used in turn, each time under a key of its own. The same seed makes the same requests but for
 * the keys. Belongs to one thread at a time.
 */
final class Workload {
    static final String DETAIL = "detail";
    static final String SEARCH = "search";
    static final String STOCK = "stock";
    static final String ORDERS = "orders";
    private static final int BODIES = 2_000;
    private static final int KNOWN_ORDERS_MAX = 1_000;
    private static final double DETAIL_SHARE = 0.70;
    private static final double SEARCH_SHARE = 0.15;
    private static final double STOCK_SHARE = 0.05;
    private static final double SPARE_STOCK = 1.1;
    private static final List<String> STATUSES = List.of("CONFIRMED", "REJECTED", "CANCELLED");

    private final SplittableRandom random;
    private final List<Buffer> bodies = new ArrayList<>();
    private final Map<String, Long> unitsByCycle = new HashMap<>();
    private final List<String> orderIds;
    private final List<String> orderPaths = new ArrayList<>();
    private final List<String> searchPaths = new ArrayList<>();
    private final List<String> stockPaths;
    private final Zipf zipf;
    private final long keyHigh = UUID.randomUUID().getMostSignificantBits();
    private long orders;

    private Workload(Catalogue catalogue, List<String> orderIds, OrderGenerator generator, long seed) {
        random = new SplittableRandom(seed);
        for (int made = 0; made < BODIES; made++) {
            OrderDraft order = generator.order();
            bodies.add(Buffer.buffer(order.json()));
            order.lines().forEach(it -> unitsByCycle.merge(it.product().sku(), (long) it.quantity(), Long::sum));
        }
        this.orderIds = List.copyOf(orderIds);
        orderIds.forEach(it -> orderPaths.add(OrderflowClient.API + "/orders/" + it));
        List<String> skus = new ArrayList<>(catalogue.products().stream().map(Catalogue.Product::sku).toList());
        Collections.shuffle(skus, new Random(seed));
        stockPaths = skus.stream().map(it -> OrderflowClient.API + "/stock/" + it).toList();
        zipf = new Zipf(skus.size());
        addSearches(catalogue, skus);
    }

    /** Asks the system for its price list and some of its orders. */
    static Workload of(OrdersClient client, DriverOptions options) {
        Catalogue catalogue = client.catalogue();
        List<String> ids = client.orderIds(KNOWN_ORDERS_MAX);
        if (ids.isEmpty()) {
            throw new UnavailableException("There is no order to read: start the system with its history.");
        }
        OrderGenerator generator = new OrderGenerator(catalogue, options.seed(), options.linesMin(),
                options.linesMax());
        return new Workload(catalogue, ids, generator, options.seed());
    }

    private void addSearches(Catalogue catalogue, List<String> skus) {
        String list = OrderflowClient.API + "/orders?limit=20";
        searchPaths.add(list);
        STATUSES.forEach(it -> searchPaths.add(list + "&status=" + it));
        catalogue.customerIds().forEach(it -> searchPaths.add(list + "&customer=" + encoded(it)));
        skus.forEach(it -> searchPaths.add(list + "&sku=" + encoded(it)));
        skus.forEach(it -> searchPaths.add(list + "&q=" + encoded(it)));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Receives as many units as so many orders can want, where fewer are available. */
    void stockUp(StockClient stock, long ordersMax, Progress progress) {
        double cycles = Math.ceil(ordersMax / (double) BODIES) * SPARE_STOCK;
        long done = 0;
        for (Map.Entry<String, Long> units : unitsByCycle.entrySet()) {
            stock.atLeast(units.getKey(), Math.round(units.getValue() * cycles));
            progress.stepTo(++done);
        }
    }

    /** Orders that can be read. */
    List<String> orderIds() {
        return orderIds;
    }

    int skus() {
        return unitsByCycle.size();
    }

    /** 70 % detail, 15 % search, 5 % stock, 10 % orders. */
    Calls mixed() {
        return () -> {
            double draw = random.nextDouble();
            if (draw < DETAIL_SHARE) {
                return detail();
            }
            if (draw < DETAIL_SHARE + SEARCH_SHARE) {
                return search();
            }
            return draw < DETAIL_SHARE + SEARCH_SHARE + STOCK_SHARE ? stock() : order();
        };
    }

    Call detail() {
        return Call.get(DETAIL, orderPaths.get(random.nextInt(orderPaths.size())));
    }

    private Call search() {
        return Call.get(SEARCH, searchPaths.get(random.nextInt(searchPaths.size())));
    }

    private Call stock() {
        return Call.get(STOCK, stockPaths.get(zipf.rank(random.nextDouble())));
    }

    Call order() {
        long number = orders++;
        return Call.post(ORDERS, OrderflowClient.API + "/orders", bodies.get((int) (number % BODIES)),
                new UUID(keyHigh, number).toString());
    }
}

package io.orderflow.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes a stream of orders: Poisson arrivals, SKUs after Zipf's law, one to four lines. The same seed and catalogue
 * make the same stream. Not safe for several threads.
 */
final class OrderGenerator {
    static final int LINES_MAX = 4;
    static final int QUANTITY_MAX = 3;
    private static final double CANCEL_SHARE = 0.03;

    /**
     * An order with the moment of its arrival, counted from the start.
     */
    record Arrival(Duration at, OrderDraft order, boolean cancelled) {}

    private final Random random;
    private final int linesMin;
    private final int linesMax;
    private final List<Catalogue.Product> ranked;
    private final List<String> customerIds;
    private final Zipf zipf;

    OrderGenerator(Catalogue catalogue, long seed) {
        this(catalogue, seed, 1, LINES_MAX);
    }

    /** Of that many lines each, unless too few products have one currency. */
    OrderGenerator(Catalogue catalogue, long seed, int linesMin, int linesMax) {
        random = new Random(seed);
        this.linesMin = linesMin;
        this.linesMax = linesMax;
        ranked = new ArrayList<>(catalogue.products());
        customerIds = catalogue.customerIds();
        Collections.shuffle(ranked, random);
        zipf = new Zipf(ranked.size());
    }

    /** Arrivals at a mean rate per second, in the order of their time. */
    List<Arrival> arrivals(double ratePerSecond, Duration duration) {
        List<Arrival> arrivals = new ArrayList<>();
        double at = pause(ratePerSecond);
        while (at < duration.toNanos() / 1e9) {
            arrivals.add(new Arrival(Duration.ofNanos((long) (at * 1e9)), order(), random.nextDouble() < CANCEL_SHARE));
            at += pause(ratePerSecond);
        }
        return arrivals;
    }

    private double pause(double ratePerSecond) {
        return -Math.log1p(-random.nextDouble()) / ratePerSecond;
    }

    /** The next order; its moment is the caller's to choose. */
    OrderDraft order() {
        int lines = Math.min(linesMin + random.nextInt(linesMax - linesMin + 1), ranked.size());
        Set<Catalogue.Product> products = new LinkedHashSet<>();
        String currency = null;
        while (products.size() < lines) {
            Catalogue.Product product = ranked.get(zipf.rank(random.nextDouble()));
            if (currency == null || currency.equals(product.price().currency())) {
                currency = product.price().currency();
                products.add(product);
            } else {
                lines--;
            }
        }
        return new OrderDraft(customerIds.get(random.nextInt(customerIds.size())),
                products.stream().map(it -> new OrderDraft.Line(it, 1 + random.nextInt(QUANTITY_MAX))).toList());
    }
}

package io.orderflow.query.ordersearch;

import io.orderflow.contract.CustomerId;
import io.orderflow.contract.OrderStatus;
import io.orderflow.contract.Sku;
import io.orderflow.query.http.Parameters;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to list; null means any.
 *
 * @param words each must be the beginning of an order id, customer id, channel or SKU, in lower case
 * @param from first time of placing, included
 * @param to end of the time of placing, not included
 * @param minTotal in the minor units of each order's own currency
 */
record OrderFilter(
        @Nullable OrderStatus status,
        @Nullable CustomerId customer,
        @Nullable Sku sku,
        @Nullable List<String> words,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long minTotal) {
    private static final int Q_LENGTH_MAX = 100;
    private static final int WORDS_MAX = 8;

    static OrderFilter of(Parameters parameters) {
        OrderFilter filter = new OrderFilter(
                parameters.optional("status", "one of " + Arrays.toString(OrderStatus.values()), OrderStatus::valueOf),
                parameters.optional("customer", "a customer id", CustomerId::new),
                parameters.optional("sku", "a SKU", Sku::new),
                parameters.optional("q", "1 to " + WORDS_MAX + " words in at most " + Q_LENGTH_MAX + " characters",
                        OrderFilter::words),
                parameters.optional("from", "a time such as 2026-11-21T10:00:00Z", OrderFilter::time),
                parameters.optional("to", "a time such as 2026-11-21T10:00:00Z", OrderFilter::time),
                parameters.optional("minTotal", "a whole number of minor units, 0 or more", OrderFilter::minorUnits));
        if (filter.from != null && filter.to != null && !filter.from.isBefore(filter.to)) {
            parameters.refuse("to", "must be after from");
        }
        return filter;
    }

    private static List<String> words(String text) {
        List<String> words = Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)).toList();
        boolean control = text.chars().anyMatch(Character::isISOControl);
        if (control || text.isBlank() || text.length() > Q_LENGTH_MAX || words.size() > WORDS_MAX) {
            throw new IllegalArgumentException();
        }
        return words;
    }

    /** The database keeps microseconds and years of four digits. */
    private static Instant time(String text) {
        Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
            throw new IllegalArgumentException();
        }
        return time;
    }

    private static long minorUnits(String text) {
        long minor = Long.parseLong(text);
        if (minor < 0) {
            throw new IllegalArgumentException();
        }
        return minor;
    }
}

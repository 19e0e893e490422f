package io.orderflow.load.invariants;

import io.orderflow.contract.StockEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * I2, I3, I4 and I6: the books of every SKU, at every position. Where a read model's row stands at the version that an
 * event makes, the row must say what the books say.
 */
final class StockBooks implements Invariant {
    private final Map<String, StockBook> books = new HashMap<>();
    private final Map<String, StockLevel> levels;
    private final Offenders oversold = new Offenders();
    private final Offenders onHand = new Offenders();
    private final Offenders reserved = new Offenders();
    private final Offenders twice = new Offenders();
    private long events;
    private long levelsCompared;

    StockBooks(Collection<StockLevel> readModel) {
        levels = readModel.stream().collect(Collectors.toMap(StockLevel::sku, Function.identity()));
    }

    @Override
    public void observe(LoggedEvent logged) {
        if (logged.event() instanceof StockEvent event) {
            events++;
            String sku = event.sku().value();
            StockBook book = books.computeIfAbsent(sku, _ -> new StockBook());
            String holder = book.enter(event);
            String where = "position " + logged.position() + ": SKU " + sku;
            if (holder != null) {
                twice.add(where + " is reserved twice for order " + holder);
            }
            checkBook(where, book);
            compareLevel(where, book, sku, logged.version());
        }
    }

    private void checkBook(String where, StockBook book) {
        if (book.available() < 0) {
            oversold.add(where + " has " + book.onHand() + " on hand and " + book.reserved() + " reserved");
        }
        if (book.onHand() < 0) {
            onHand.add(where + " has " + book.onHand() + " on hand");
        }
        if (book.reserved() != book.openReservations()) {
            reserved.add(where + " counts " + book.reserved() + " reserved, its open reservations sum to "
                    + book.openReservations());
        }
    }

    private void compareLevel(String where, StockBook book, String sku, long version) {
        StockLevel level = levels.get(sku);
        if (level == null || level.version() != version) {
            return;
        }
        levelsCompared++;
        if (level.onHand() != book.onHand()) {
            onHand.add(where + " has " + book.onHand() + " on hand, the read model says " + level.onHand());
        }
        if (level.reserved() != book.openReservations()) {
            reserved.add(where + " has " + book.openReservations() + " in open reservations, the read model says "
                    + level.reserved());
        }
    }

    @Override
    public List<Finding> findings() {
        long units = books.values().stream().mapToLong(StockBook::onHand).sum();
        long held = books.values().stream().mapToLong(StockBook::openReservations).sum();
        return List.of(
                oversold.finding("I2", "on hand - reserved >= 0 at every position",
                        books.size() + " SKUs, " + events + " positions"),
                onHand.finding("I3", "on hand = received + adjusted - shipped",
                        units + " units, " + levelsCompared + " read model rows compared"),
                reserved.finding("I4", "reserved = sum of the open reservations",
                        held + " units, " + levelsCompared + " read model rows compared"),
                twice.finding("I6", "at most one open reservation per order and SKU", held + " units held"));
    }
}

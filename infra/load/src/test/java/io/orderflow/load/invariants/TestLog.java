package io.orderflow.load.invariants;

import io.orderflow.contract.CustomerId;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StockEvent.StockReceived;
import io.orderflow.contract.StockEvent.StockReserved;
import io.orderflow.contract.StoredForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A log in memory, sound unless a test breaks it. */
final class TestLog {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Sku SKU = new Sku("S24_2000");
    static final OrderId ORDER = new OrderId("o-1");
    static final PaymentId PAYMENT = new PaymentId("o-1");
    private final EventCodec codec = new EventCodec();
    private final Map<String, Long> versions = new HashMap<>();
    final List<LoggedEvent> events = new ArrayList<>();

    TestLog append(DomainEvent event) {
        return append(event, UUID.randomUUID().toString());
    }

    TestLog append(DomainEvent event, @Nullable String commandId) {
        String stream = event.stream().toString();
        StoredForm stored = codec.encode(event);
        events.add(new LoggedEvent(events.size() + 1L, stream, versions.merge(stream, 1L, Long::sum), UUID.randomUUID(),
                stored.type(), stored.schemaVersion(), stored.payload(), metadata(commandId), event));
        return this;
    }

    /** Replaces the event at the index by what the test makes of its position and version. */
    TestLog renumber(int index, long position, long version) {
        LoggedEvent it = events.get(index);
        events.set(index, new LoggedEvent(position, it.streamId(), version, it.eventId(), it.type(), it.schemaVersion(),
                it.payload(), it.metadata(), it.event()));
        return this;
    }

    List<Finding> feed(Invariant invariant) {
        events.forEach(invariant::observe);
        return invariant.findings();
    }

    /** The finding with this id. */
    Finding feed(Invariant invariant, String id) {
        return feed(invariant).stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private static EventMetadata metadata(@Nullable String commandId) {
        return new EventMetadata("demo", commandId, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    static Money usd(long amountMinor) {
        return new Money(amountMinor, "USD");
    }

    static OrderPlaced placed(OrderId order, long totalMinor) {
        return new OrderPlaced(order, new CustomerId("103"), "web",
                List.of(new OrderLine(1, SKU, 2, usd(7600)), new OrderLine(2, new Sku("S10_1678"), 1, usd(100))),
                usd(500), usd(300), usd(totalMinor), NOON);
    }

    static StockReceived received(int quantity) {
        return new StockReceived(SKU, quantity, NOON);
    }

    static StockReserved reserved(OrderId order, int quantity) {
        return new StockReserved(SKU, order, quantity, NOON.plusSeconds(900), NOON);
    }
}

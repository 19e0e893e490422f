package io.orderflow.benchmarks.servers;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventMetadata;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StoredForm;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The event that all sides write: a placed order of about 400 bytes, with metadata of about 120. */
public final class SampleEvents {
    public static final String STREAM_TYPE = "Order";
    public static final EventMetadata METADATA = metadata();
    public static final String METADATA_JSON = METADATA.toJson();
    public static final StoredForm STORED = new EventCodec()
        .encode(placed(new OrderId("0199f3a0-0000-7000-8000-000000000001")));

    private SampleEvents() {}

    public static OrderEvent.OrderPlaced placed(OrderId order) {
        Money price = new Money(7_650, "USD");
        List<OrderLine> lines = List.of(new OrderLine(1, new Sku("S24_2000"), 2, price),
                new OrderLine(2, new Sku("S10_1678"), 1, price));
        return new OrderEvent.OrderPlaced(order, new CustomerId("103"), "web", lines, Money.zero("USD"),
                Money.zero("USD"), price.times(3), Instant.parse("2026-11-21T10:00:00.123456Z"));
    }

    private static EventMetadata metadata() {
        return new EventMetadata("customer-103", null, "PlaceOrder", "0199f3a0-0000-7000-8000-000000000001", null, null,
                null, null, null, null, null, null, null, null);
    }

    public static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    public static String newStream() {
        return "order-" + newId();
    }

    public static NewEvent event() {
        return new NewEvent(newId(), STORED.type(), STORED.schemaVersion(), STORED.payload(), METADATA_JSON);
    }

    /**
     * @param version that the stream has before
     */
    public static AppendRequest request(String stream, long version, int events) {
        List<NewEvent> all = IntStream.range(0, events).mapToObj(_ -> event()).toList();
        return new AppendRequest(stream, STREAM_TYPE, ExpectedVersion.of(version), all, null);
    }
}

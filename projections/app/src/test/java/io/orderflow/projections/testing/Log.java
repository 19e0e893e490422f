package io.orderflow.projections.testing;

import io.orderflow.contract.CustomerId;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.StreamName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives events the versions, positions and headers that the store and the relay would give them. */
public final class Log {
    /** An event as the relay publishes it. */
    public record Published(String key, Map<String, String> headers, String payload) {
        public long position() {
            return Long.parseLong(headers.getOrDefault(EventHeaders.POSITION, "0"));
        }

        /** The header's value, empty when it is not there. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** The same with another header. */
        public Published with(String header, String value) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.put(header, value);
            return new Published(key, changed, payload);
        }

        public Published without(String header) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.remove(header);
            return new Published(key, changed, payload);
        }
    }

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private final EventCodec codec = new EventCodec();
    private final Map<String, Long> versions = new HashMap<>();
    private long position;

    public Published append(DomainEvent event) {
        return append(event, codec.encode(event));
    }

    /** With the payload of a former version, or one that cannot be read. */
    public Published append(DomainEvent event, StoredForm stored) {
        StreamName stream = event.stream();
        String traceId = UUID.randomUUID().toString().replace("-", "");
        Map<String, String> headers = new HashMap<>();
        headers.put(EventHeaders.EVENT_ID, UUID.randomUUID().toString());
        headers.put(EventHeaders.EVENT_TYPE, stored.type());
        headers.put(EventHeaders.SCHEMA_VERSION, Integer.toString(stored.schemaVersion()));
        headers.put(EventHeaders.STREAM, stream.toString());
        headers.put(EventHeaders.STREAM_TYPE, stream.kind().aggregateType());
        headers.put(EventHeaders.VERSION, Long.toString(versions.merge(stream.toString(), 1L, Long::sum)));
        headers.put(EventHeaders.POSITION, Long.toString(++position));
        headers.put(EventHeaders.TIMESTAMP, Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        headers.put(EventHeaders.CORRELATION_ID, stream.id());
        headers.put(EventHeaders.TRACEPARENT, "00-" + traceId + "-00f067aa0ba902b7-03");
        return new Published(stream.toString(), headers, stored.payload());
    }

    public static OrderPlaced placed(String order) {
        Money price = new Money(7_600, "USD");
        return new OrderPlaced(new OrderId(order), new CustomerId("103"), "web",
                List.of(new OrderLine(1, new Sku("S24_2000"), 2, price),
                        new OrderLine(2, new Sku("S10_1678"), 1, price)),
                new Money(500, "USD"), Money.zero("USD"), new Money(23_300, "USD"), NOON);
    }
}

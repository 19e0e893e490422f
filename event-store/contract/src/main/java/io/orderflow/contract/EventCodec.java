package io.orderflow.contract;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.module.blackbird.BlackbirdModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes events in today's schema version and reads them in every version that was ever written. Stateless; safe for
 * use by any number of threads.
 */
public final class EventCodec {
    private record VersionOf(EventType type, int version) {}

    private final JsonMapper json = JsonMapper.builder()
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .addModule(new BlackbirdModule())
        .addModule(new SimpleModule().addDeserializer(Instant.class, new IsoInstant()))
        .build();
    private final Map<EventType, ObjectReader> readers = new EnumMap<>(EventType.class);
    private final Map<VersionOf, Upcaster> upcasters;

    public EventCodec() {
        this(OrderPlacedUpcasters.ALL);
    }

    EventCodec(List<Upcaster> upcasters) {
        this.upcasters = upcasters.stream()
            .collect(Collectors.toUnmodifiableMap(it -> new VersionOf(it.type(), it.fromVersion()),
                    Function.identity()));
        for (EventType type : EventType.values()) {
            readers.put(type, json.readerFor(type.eventClass()));
        }
    }

    public StoredForm encode(DomainEvent event) {
        EventType type = EventType.of(event);
        return new StoredForm(type.typeName(), type.schemaVersion(), json.writeValueAsString(event));
    }

    /**
     * @throws UnknownEventException when type or version are unknown
     * @throws UnreadableEventException when the payload does not have the form of its version
     */
    public DomainEvent decode(StoredForm stored) {
        EventType type = typeOf(stored);
        try {
            if (stored.schemaVersion() == type.schemaVersion()) {
                return requireNonNull(readers.get(type)).readValue(stored.payload());
            }
            return json.treeToValue(upcast(type, stored), type.eventClass());
        } catch (JacksonException | IllegalArgumentException | ArithmeticException | ClassCastException failure) {
            throw new UnreadableEventException(
                    "payload of " + stored.type() + " version " + stored.schemaVersion() + " cannot be read: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /**
     * The payload in today's schema version, as JSON.
     *
     * @throws UnreadableEventException as {@link #decode}
     */
    public String upcastPayload(StoredForm stored) {
        return encode(decode(stored)).payload();
    }

    private ObjectNode upcast(EventType type, StoredForm stored) {
        ObjectNode payload = (ObjectNode) json.readTree(stored.payload());
        for (int version = stored.schemaVersion(); version < type.schemaVersion(); version++) {
            Upcaster upcaster = upcasters.get(new VersionOf(type, version));
            if (upcaster == null) {
                throw new IllegalArgumentException("no upcaster from version " + version);
            }
            upcaster.upcast(payload);
        }
        return payload;
    }

    private static EventType typeOf(StoredForm stored) {
        EventType type = EventType.named(stored.type())
            .orElseThrow(() -> new UnknownEventException("unknown event type " + stored.type()));
        if (stored.schemaVersion() < 1 || stored.schemaVersion() > type.schemaVersion()) {
            throw new UnknownEventException("schema version " + stored.schemaVersion() + " of " + stored.type()
                    + " is not between 1 and " + type.schemaVersion());
        }
        return type;
    }
}

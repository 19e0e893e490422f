package io.orderflow.contract;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads what we write, ISO 8601 in UTC, and nothing else: Jackson's own looks for a dozen other forms first. */
final class IsoInstant extends StdDeserializer<Instant> {
    IsoInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        String text = parser.getValueAsString();
        try {
            return IsoTime.parse(text);
        } catch (DateTimeParseException failure) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "no instant in ISO 8601, UTC");
        }
    }
}

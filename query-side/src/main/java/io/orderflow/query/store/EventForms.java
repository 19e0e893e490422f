package io.orderflow.query.store;

import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventType;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.UnreadableEventException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows the payload of an event as it is stored and as it reads today. */
@Component
public final class EventForms {
    private final EventCodec codec = new EventCodec();
    private final JsonMapper json;

    EventForms(JsonMapper json) {
        this.json = json;
    }

    /**
     * A payload with its schema version.
     *
     * @param payload null when {@code unreadable} says why there is none
     */
    public record Form(
            String type,
            @Nullable Integer schemaVersion,
            @Nullable JsonNode payload,
            @Nullable String unreadable) {}

    /** Field for field as stored; JSON text is the same but for white space. */
    public Form stored(StoredForm form) {
        return new Form(form.type(), form.schemaVersion(), json.readTree(form.payload()), null);
    }

    /** In today's schema version; an event that this version of the contract cannot read is said to be so. */
    public Form upcast(StoredForm form) {
        try {
            return new Form(form.type(),
                    EventType.named(form.type()).map(EventType::schemaVersion).orElse(form.schemaVersion()),
                    json.readTree(codec.upcastPayload(form)), null);
        } catch (UnreadableEventException unreadable) {
            return new Form(form.type(), null, null, unreadable.getMessage());
        }
    }
}

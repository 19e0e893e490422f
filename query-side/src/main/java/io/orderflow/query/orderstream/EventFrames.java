package io.orderflow.query.orderstream;

import io.orderflow.query.store.EventForms;
import io.orderflow.query.store.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the frames of {@code text/event-stream} (HTML standard, section 9.2). Each call reaches the client at once.
 */
final class EventFrames {
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\u0000]");

    private final OutputStream out;
    private final JsonMapper json;
    private final EventForms forms;

    EventFrames(OutputStream out, JsonMapper json, EventForms forms) {
        this.out = out;
        this.json = json;
        this.forms = forms;
    }

    /**
     * @param payload null when {@code unreadable} says why
     */
    private record Data(
            String id,
            String type,
            long version,
            long position,
            Instant recordedAt,
            @Nullable String traceId,
            @Nullable String spanId,
            @Nullable Integer schemaVersion,
            @Nullable JsonNode payload,
            @Nullable String unreadable) {}

    void event(StoredEvent event) throws IOException {
        EventForms.Form today = forms.upcast(event.form());
        Data data = new Data(event.eventId().toString(), event.form().type(), event.version(), event.position(),
                event.recordedAt(), event.traceId(), event.spanId(), today.schemaVersion(), today.payload(),
                today.unreadable());
        send("id: " + event.version() + "\nevent: " + LINE_BREAKS.matcher(event.form().type()).replaceAll(" ")
                + "\ndata: " + json.writeValueAsString(data) + "\n\n");
    }

    void comment(String text) throws IOException {
        send(": " + text + "\n\n");
    }

    /** How long the client shall wait before it comes back. */
    void retryAfter(Duration pause) throws IOException {
        send("retry: " + pause.toMillis() + "\n\n");
    }

    private void send(String frame) throws IOException {
        out.write(frame.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

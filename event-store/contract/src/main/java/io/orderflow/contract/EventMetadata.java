package io.orderflow.contract;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.module.blackbird.BlackbirdModule;

/**
 * What is recorded with each event beside its payload: who caused it, by which command, in which trace. Absent fields
 * are null and left out of the JSON; unknown fields are ignored, so that older readers survive newer writers.
 *
 * @param actor the principal; never personal data
 * @param commandId UUID of the command that was decided
 * @param commandType its simple name
 * @param correlationId the order id for everything that happens for an order
 * @param causationId the id of the event that the process manager reacted to, or of the command
 * @param traceparent W3C trace context of the append span, stored also when unsampled
 * @param imported true for history that came in through an import: the process manager does not react to it
 * @param request method and route of the HTTP request, with the ids of its span and the command's span for the journey
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record EventMetadata(
        @Nullable String actor,
        @Nullable String commandId,
        @Nullable String commandType,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable String tracestate,
        @Nullable String baggage,
        @Nullable Boolean imported,
        @Nullable String request,
        @Nullable Instant requestedAt,
        @Nullable String requestSpanId,
        @Nullable Instant commandAt,
        @Nullable String commandSpanId) {
    private static final JsonMapper JSON = JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .addModule(new BlackbirdModule())
        .addModule(new SimpleModule().addDeserializer(Instant.class, new IsoInstant()))
        .build();
    private static final ObjectReader READER = JSON.readerFor(EventMetadata.class);
    private static final ObjectWriter WRITER = JSON.writerFor(EventMetadata.class);

    /**
     * @throws tools.jackson.core.JacksonException when the text is no JSON object
     */
    public static EventMetadata parse(String json) {
        return READER.readValue(json);
    }

    public String toJson() {
        return WRITER.writeValueAsString(this);
    }

    public boolean isImported() {
        return Boolean.TRUE.equals(imported);
    }
}

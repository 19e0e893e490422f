package io.orderflow.query.http;

import io.orderflow.http.EntityTag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with JSON that is written value by value, for the resources that are read most: no object for each of their
 * parts, no look-up of a converter. Their handlers say {@code produces}, so that {@code Accept} is obeyed.
 */
@Component
public final class JsonAnswers {
    private static final int SIZE_USUAL = 2_048;

    /** Writes one JSON object. */
    public interface Writer<T> {
        void write(T value, JsonGenerator out);
    }

    private final JsonMapper json;

    JsonAnswers(JsonMapper json) {
        this.json = json;
    }

    /** 304 when the client has this version already, else 200 with the resource; a cache asks again each time. */
    public <T> void resource(T resource, long version, Writer<T> writer, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        if (!new EntityTag(version).isAnswerTo(request, response)) {
            var body = new ByteArrayOutputStream(SIZE_USUAL);
            try (JsonGenerator out = json.createGenerator(body)) {
                writer.write(resource, out);
            }
            send(body, response);
        }
    }

    /** 200 with the page, and {@code Link} to the next one when there is one. */
    public <T> void page(Page<T> page, Writer<T> writer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var body = new ByteArrayOutputStream(SIZE_USUAL);
        try (JsonGenerator out = json.createGenerator(body)) {
            out.writeStartObject();
            out.writeName("items");
            writeArray(page.items(), writer, out);
            out.writeStringProperty("nextCursor", page.nextCursor());
            out.writeEndObject();
        }
        page.linkedFrom(request, response);
        send(body, response);
    }

    private static <T> void writeArray(List<T> items, Writer<T> writer, JsonGenerator out) {
        out.writeStartArray();
        for (T item : items) {
            writer.write(item, out);
        }
        out.writeEndArray();
    }

    private static void send(ByteArrayOutputStream body, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}

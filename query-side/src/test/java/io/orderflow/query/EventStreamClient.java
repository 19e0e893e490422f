package io.orderflow.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads an event stream in the background, as a browser does. */
final class EventStreamClient implements AutoCloseable {
    record Frame(String id, String event, String data) {}

    private final HttpResponse<InputStream> response;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private EventStreamClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    static EventStreamClient open(RunningQuerySide app, String path, String... headers) {
        try {
            return new EventStreamClient(app.open(path, headers));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            List<String> frame = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comments.add(line);
                } else if (!line.isEmpty()) {
                    frame.add(line);
                } else if (frame.size() == 3) {
                    frames.add(new Frame(value(frame, 0), value(frame, 1), value(frame, 2)));
                    frame.clear();
                } else {
                    frame.clear();
                }
            }
        } catch (IOException _) {
            // The test closed the stream.
        }
        ended = true;
    }

    private static String value(List<String> frame, int line) {
        return frame.get(line).substring(frame.get(line).indexOf(": ") + 2);
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    List<Frame> frames() {
        return frames;
    }

    List<String> ids() {
        return frames.stream().map(Frame::id).toList();
    }

    List<String> comments() {
        return comments;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

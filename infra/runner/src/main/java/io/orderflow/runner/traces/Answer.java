package io.orderflow.runner.traces;

import java.nio.charset.StandardCharsets;

// The array is handed over to the response and to nobody else.
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, String contentType, byte[] body) {
    Answer(int status, String contentType, String body) {
        this(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}

package io.orderflow.benchmarks.append;

import io.orderflow.benchmarks.servers.SampleEvents;

/** Where one caller writes: four events to a stream, then a new stream. Used by one thread. */
final class StreamCursor {
    private static final int EVENTS_PER_STREAM = 4;

    private String stream = SampleEvents.newStream();
    private int version;

    String stream() {
        return stream;
    }

    /** Events that the stream has before the next append. */
    int version() {
        return version;
    }

    void appended() {
        version++;
        if (version == EVENTS_PER_STREAM) {
            stream = SampleEvents.newStream();
            version = 0;
        }
    }
}

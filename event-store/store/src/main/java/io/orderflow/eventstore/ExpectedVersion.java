package io.orderflow.eventstore;

/** What the writer believes of the stream. */
public sealed interface ExpectedVersion {
    /** The stream's last event has this version, from 1. */
    record Exactly(long version) implements ExpectedVersion {
        public Exactly {
            if (version < 1) {
                throw new IllegalArgumentException(
                        "a version is at least 1, not " + version + "; use NoStream for a new stream");
            }
        }
    }

    /** The stream has no events. */
    record NoStream() implements ExpectedVersion {}

    /** Append whatever is there. */
    record Any() implements ExpectedVersion {}

    /** {@link NoStream} for 0, {@link Exactly} otherwise. */
    static ExpectedVersion of(long version) {
        return version == 0 ? new NoStream() : new Exactly(version);
    }
}

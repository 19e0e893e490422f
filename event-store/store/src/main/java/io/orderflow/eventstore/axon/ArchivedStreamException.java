package io.orderflow.eventstore.axon;

/** The aggregate's stream was archived as closed: it can be read and never changes again. */
public final class ArchivedStreamException extends RuntimeException {
    public ArchivedStreamException(String streamId) {
        super(streamId + " is archived: it is closed for good and takes no further events");
    }
}

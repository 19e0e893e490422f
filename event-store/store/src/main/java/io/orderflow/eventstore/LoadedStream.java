package io.orderflow.eventstore;

import java.util.List;
import java.util.Optional;

/**
 * What a stream's state is made of, as of one moment.
 *
 * @param events after the snapshot in version order, or from version 1 when there is none; a full page may have
 *        successors
 */
public record LoadedStream(Optional<Snapshot> snapshot, List<RecordedEvent> events) {}

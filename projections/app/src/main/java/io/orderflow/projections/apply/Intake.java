package io.orderflow.projections.apply;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.StreamName;
import io.orderflow.projections.fold.Projection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record with its headers read, or with the reason why they cannot be read; of a record that the projection does not
 * look at, nothing but its position.
 *
 * @param position global position, 0 when it cannot be read
 */
record Intake(KafkaRecord record, long position, @Nullable ReceivedEvent received,
        @Nullable MalformedRecordException failure) {
    static Intake of(KafkaRecord record) {
        try {
            ReceivedEvent received = ReceivedEvent.of(record);
            return new Intake(record, received.position(), received, null);
        } catch (MalformedRecordException e) {
            return new Intake(record, 0, null, e);
        }
    }

    /** Reads no more than the position when the headers say that the projection has no interest. */
    static Intake of(KafkaRecord record, Projection projection) {
        String streamType = record.header(EventHeaders.STREAM_TYPE);
        if (streamType == null || streamType.isEmpty() || projection.tableFor(streamType).isPresent()
                || !record.sequence().equals(record.header(EventHeaders.STREAM))) {
            return of(record);
        }
        return new Intake(record, positionOf(record), null, null);
    }

    private static long positionOf(KafkaRecord record) {
        try {
            String position = record.header(EventHeaders.POSITION);
            return position == null ? 0 : Math.max(0, Long.parseLong(position));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    Optional<ReceivedEvent> event() {
        return Optional.ofNullable(received);
    }

    MalformedRecordException requireFailure() {
        return Objects.requireNonNull(failure);
    }

    /** The sequence in which it has its place: the stream. */
    String sequence() {
        return record.sequence();
    }

    /** Whether the projection looks at the stream; a record that names no known kind of stream concerns everyone. */
    boolean concerns(Projection projection) {
        if (received != null) {
            return projection.tableFor(received.aggregateType()).isPresent();
        }
        if (failure == null) {
            return false;
        }
        try {
            return projection.tableFor(StreamName.parse(record.sequence()).kind().aggregateType()).isPresent();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}

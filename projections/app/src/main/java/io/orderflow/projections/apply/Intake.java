package io.orderflow.projections.apply;

import io.orderflow.contract.StreamName;
import io.orderflow.projections.fold.Projection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record with its headers read, or with the reason why they cannot be read. */
record Intake(KafkaRecord record, @Nullable ReceivedEvent received, @Nullable MalformedRecordException failure) {
    static Intake of(KafkaRecord record) {
        try {
            return new Intake(record, ReceivedEvent.of(record), null);
        } catch (MalformedRecordException e) {
            return new Intake(record, null, e);
        }
    }

    Optional<ReceivedEvent> event() {
        return Optional.ofNullable(received);
    }

    MalformedRecordException requireFailure() {
        return Objects.requireNonNull(failure);
    }

    /** Global position, 0 when it cannot be read. */
    long position() {
        return received == null ? 0 : received.position();
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
        try {
            return projection.tableFor(StreamName.parse(record.sequence()).kind().aggregateType()).isPresent();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}

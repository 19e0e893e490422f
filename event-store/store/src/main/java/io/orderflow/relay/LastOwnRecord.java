package io.orderflow.relay;

import io.orderflow.contract.EventClaim;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Looks among the records of one partition for the event that stands last in the log. Others may have written to the
 * topic, also copies of our own records; the log is asked about each record before it counts. Holds a bounded number of
 * claims.
 */
final class LastOwnRecord {
    private static final int CLAIMS_MAX = 1_000;

    /** Where an event of the log stands in the partition. */
    record Place(long position, long offset) {}

    private record Candidate(EventClaim claim, long offset) {}

    private final EventStore log;
    private final int partitions;
    private final List<Candidate> candidates = new ArrayList<>();
    private @Nullable Place last;
    private long strangers;

    /** @param partitions of the topic */
    LastOwnRecord(EventStore log, int partitions) {
        this.log = log;
        this.partitions = partitions;
    }

    void look(ConsumerRecord<byte[], byte[]> record) {
        switch (EventClaim.read(new ConsumedRecord(record), partitions)) {
            case EventClaim.Foreign _ -> strangers++;
            case EventClaim.Whole(EventClaim claim) -> candidates.add(new Candidate(claim, record.offset()));
        }
        if (candidates.size() == CLAIMS_MAX) {
            askLog();
        }
    }

    /**
     * The last of those looked at; null when none is the log's.
     *
     * @throws KafkaException when the topic holds the event that would follow the log's last one
     */
    @Nullable
    Place place() {
        askLog();
        return last;
    }

    /** Records known not to be the log's. */
    long strangers() {
        return strangers;
    }

    /** The first that the log confirms is the last one: the others come before it. */
    private void askLog() {
        candidates.sort(Comparator.comparingLong((Candidate it) -> it.claim.position()).reversed());
        for (Candidate candidate : candidates) {
            if (last != null && candidate.claim.position() <= last.position) {
                break;
            }
            if (isInLog(candidate.claim)) {
                last = new Place(candidate.claim.position(), candidate.offset);
            } else {
                strangers++;
            }
        }
        candidates.clear();
    }

    private boolean isInLog(EventClaim claim) {
        List<RecordedEvent> found = log.readLog(claim.position() - 1, 1);
        if (found.isEmpty()) {
            requireNoContinuation(claim);
            return false;
        }
        RecordedEvent event = found.getFirst();
        return event.position() == claim.position() && event.eventId().equals(claim.eventId())
                && event.streamId().equals(claim.streamId()) && event.version() == claim.version();
    }

    /** Publishing other events under positions that the topic has already would leave two logs in it. */
    private void requireNoContinuation(EventClaim claim) {
        if (claim.position() == log.headPosition() + 1 && log.identity().toString().equals(claim.logId())) {
            throw new KafkaException("the topic holds position " + claim.position() + " of this log, which the event"
                    + " store does not have; they do not belong together. If an older backup was restored, give the"
                    + " log a new identity (docs/event-store.md)");
        }
    }
}

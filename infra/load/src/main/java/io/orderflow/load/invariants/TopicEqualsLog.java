package io.orderflow.load.invariants;

import io.orderflow.contract.EventClaim;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * I11: the topic holds every event of the log exactly once per key, in version order. First all of the log is observed,
 * then all records of the topic, partition by partition or interleaved.
 */
final class TopicEqualsLog implements Invariant {
    private static final int HASH_BYTES = 32;
    private final Map<String, EventDigest> logByStream = new HashMap<>();
    private final Map<String, EventDigest> topicByKey = new HashMap<>();
    private final EventIds eventIds = new EventIds();
    private final String identity;
    private final Offenders offenders = new Offenders();
    private long head;
    private long later;
    private long strangers;

    /** @param identity of the log */
    TopicEqualsLog(String identity) {
        this.identity = identity;
    }

    @Override
    public void observe(LoggedEvent event) {
        head = event.position();
        eventIds.add(event.position(), event.eventId());
        logByStream.computeIfAbsent(event.streamId(), _ -> new EventDigest())
            .add(event.position(), event.version(), event.eventId().toString(), event.type(),
                    Integer.toString(event.schemaVersion()), event.payload());
    }

    /** Position of the last event observed. */
    long head() {
        return head;
    }

    /** A record that no log can have written. */
    void observeStranger() {
        strangers++;
    }

    /**
     * Records of events that were appended after the log was read are not compared. One that does not name the log and
     * is not the event of its position is a stranger's: readers pass over it.
     */
    void observe(TopicRecord found) {
        EventClaim claim = found.claim();
        if (claim.position() > head) {
            later++;
        } else if (identity.equals(claim.logId()) || eventIds.isAt(claim.position(), claim.eventId())) {
            compare(found, claim);
        } else {
            strangers++;
        }
    }

    private void compare(TopicRecord found, EventClaim claim) {
        String key = claim.streamId();
        String where = "partition " + found.partition() + " offset " + found.offset() + ": " + key;
        EventDigest digest = topicByKey.computeIfAbsent(key, _ -> new EventDigest());
        if (claim.version() != digest.version() + 1) {
            offenders.add(where + " version " + claim.version() + " follows " + digest.version());
        }
        digest.add(claim.position(), claim.version(), claim.eventId().toString(), claim.eventType(),
                Integer.toString(claim.schemaVersion()), found.payload());
    }

    @Override
    public List<Finding> findings() {
        logByStream.forEach((stream, digest) -> compare(stream, digest, topicByKey.get(stream)));
        topicByKey.keySet()
            .stream()
            .filter(key -> !logByStream.containsKey(key))
            .forEach(key -> offenders.add("the topic has " + key + ", the log does not"));
        return List.of(offenders.finding("I11", "the topic holds every event exactly once, in order",
                "log " + summary(logByStream) + ", topic " + summary(topicByKey)
                        + (later == 0 ? "" : ", " + later + " newer records not compared")
                        + (strangers == 0 ? "" : ", " + strangers + " records of strangers passed over")));
    }

    private void compare(String stream, EventDigest log, @Nullable EventDigest topic) {
        if (topic == null) {
            offenders.add(stream + " is not in the topic: " + log.count() + " events missing");
        } else if (!log.sameAs(topic)) {
            offenders.add(stream + " has " + log.count() + " events with hash " + log.shortHash() + " in the log and "
                    + topic.count() + " with hash " + topic.shortHash() + " in the topic");
        }
    }

    private static String summary(Map<String, EventDigest> digests) {
        byte[] sum = new byte[HASH_BYTES];
        digests.values().forEach(it -> it.xorInto(sum));
        long events = digests.values().stream().mapToLong(EventDigest::count).sum();
        return events + " events #" + HexFormat.of().formatHex(sum, 0, 6);
    }
}

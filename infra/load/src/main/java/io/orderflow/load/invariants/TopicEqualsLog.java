package io.orderflow.load.invariants;

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
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Offenders offenders = new Offenders();
    private long head;
    private long later;

    @Override
    public void observe(LoggedEvent event) {
        head = event.position();
        logByStream.computeIfAbsent(event.streamId(), _ -> new EventDigest())
            .add(event.position(), event.version(), event.eventId().toString(), event.type(),
                    Integer.toString(event.schemaVersion()), event.payload());
    }

    /** Records of events that were appended after the log was read are not compared. */
    void observe(TopicRecord found) {
        if (found.position() > head) {
            later++;
            return;
        }
        String where = "partition " + found.partition() + " offset " + found.offset() + ": " + found.key();
        Integer partition = partitions.putIfAbsent(found.key(), found.partition());
        if (partition != null && partition != found.partition()) {
            offenders.add(where + " is also in partition " + partition);
        }
        EventDigest digest = topicByKey.computeIfAbsent(found.key(), _ -> new EventDigest());
        if (found.version() != digest.version() + 1) {
            offenders.add(where + " version " + found.version() + " follows " + digest.version());
        }
        digest.add(found.position(), found.version(), found.eventId(), found.type(), found.schemaVersion(),
                found.payload());
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
                        + (later == 0 ? "" : ", " + later + " newer records not compared")));
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

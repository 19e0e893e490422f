package io.orderflow.campaign.oracle;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds the topic, partition by partition in the order of its offsets, against the logs. Runs after {@link LogCheck}.
 */
public final class TopicCheck {
    private final Journal journal;
    private final Findings findings;

    /** The committed records of the topic. */
    public interface Source {
        void read(Consumer<TopicRecord> consumer);
    }

    public TopicCheck(Journal journal, Findings findings) {
        this.journal = journal;
        this.findings = findings;
    }

    /**
     * @param images of the logs, as {@link LogCheck} left them
     */
    public void run(Source topic, List<LogImage> images) {
        journal.read((_, streams) -> {
            List<BitSet> seen = images.stream().map(_ -> new BitSet()).toList();
            topic.read(record -> {
                int stream = streams.number(record.stream());
                int shard = streams.shard(stream);
                once(record, images.get(shard), seen.get(shard));
                long before = streams.nextInTopic(stream, record.version());
                findings.check(Property.TOPIC_ORDER,
                        record.version() == before + 1 && streams.staysOn(stream, record.partition())
                                && record.partition() % images.size() == shard,
                        () -> "version " + record.version() + " of " + record.stream() + " follows " + before + " at "
                                + record.place());
            });
            for (LogImage image : images) {
                missing(image, seen.get(image.shard()));
            }
        });
    }

    private void once(TopicRecord record, LogImage log, BitSet seen) {
        long position = record.position();
        boolean inLog = position >= 1 && position <= log.head();
        findings.check(Property.TOPIC_CONTENT, inLog && log.fingerprint(position) == record.fingerprint(),
                () -> "the record at " + record.place() + " is not the event at position " + position);
        if (inLog) {
            findings.check(Property.TOPIC_ONCE, !seen.get((int) position),
                    () -> "position " + position + " is in the topic again at " + record.place());
            seen.set((int) position);
        }
    }

    private void missing(LogImage log, BitSet seen) {
        findings.checked(Property.TOPIC_ONCE, log.head());
        for (int position = seen.nextClearBit(1); position <= log.head(); position = seen.nextClearBit(position + 1)) {
            findings.offends(Property.TOPIC_ONCE,
                    "position " + position + " of shard " + log.shard() + " is not in the topic");
        }
    }
}

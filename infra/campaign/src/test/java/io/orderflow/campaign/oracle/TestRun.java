package io.orderflow.campaign.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A small campaign in memory: what appenders said, the log, the topic and a reader, all of which a test tampers with.
 */
final class TestRun {
    private static final String METADATA = "{}";
    final Findings findings = new Findings();
    final Journal journal = new Journal(findings);
    final LogImage image = new LogImage(0, findings);
    final List<LoggedEvent> log = new ArrayList<>();
    final List<TopicRecord> topic = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();
    private int sequence;

    /** Three appends to two streams that were acknowledged and read, one that was refused. */
    static TestRun ofFourEvents() {
        TestRun run = new TestRun();
        run.acknowledged("a", 0, 2);
        run.acknowledged("b", AppenderLine.Intent.ANY, 1);
        run.acknowledged("a", 2, 1);
        run.journal.hear(new AppenderLine.Conflict(run.intend("a", 2, 1), 3));
        run.read(0, run.log);
        return run;
    }

    CommandKey intend(String stream, long expected, int count) {
        CommandKey key = CommandKey.of(1, sequence++, 1_000_000);
        long content = 0;
        for (int n = 0; n < count; n++) {
            content += Fingerprint.ofContent(n, "Happened", payload(key, n), METADATA);
        }
        journal.hear(new AppenderLine.Intent(key, stream, expected, count, content));
        return key;
    }

    CommandKey acknowledged(String stream, long expected, int count) {
        CommandKey key = intend(stream, expected, count);
        acknowledge(key, stream, count);
        return key;
    }

    void acknowledge(CommandKey key, String stream, int count) {
        List<LoggedEvent> events = store(key, stream, count);
        journal.hear(new AppenderLine.Ack(key, events.getFirst().version(), events.getLast().version(),
                events.getFirst().position(), events.getLast().position()));
    }

    /** Into the log and the topic, without a word to the appender. */
    List<LoggedEvent> store(CommandKey key, String stream, int count) {
        List<LoggedEvent> stored = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            long version = versions.merge(stream, 1L, Long::sum);
            LoggedEvent event = new LoggedEvent(log.size() + 1L, stream, version, key.eventId(n), "Happened",
                    payload(key, n), METADATA, log.size());
            log.add(event);
            stored.add(event);
            topic.add(new TopicRecord(0, topic.size(), stream, version, event.position(), event.eventId(),
                    event.type(), event.payload()));
        }
        return stored;
    }

    void read(long after, List<LoggedEvent> page) {
        long passed = after;
        for (LoggedEvent event : page) {
            passed = image.read(passed, event.position(), event.fingerprint());
        }
    }

    /** The properties that do not hold; those that nothing was held against are left out. */
    List<Property> offended() {
        new LogCheck(journal, findings).run(List.of(log::forEach), List.of(image));
        new TopicCheck(journal, findings).run(topic::forEach, List.of(image));
        Predicate<Property> offended = it -> findings.of(it).offendersCount() > 0;
        return Stream.of(Property.values()).filter(offended).toList();
    }

    private static String payload(CommandKey key, int index) {
        return "{\"n\":\"" + key + "." + index + "\"}";
    }
}

package io.orderflow.campaign.oracle;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Holds each log, read by position, against what the appenders said. Runs when all of them are quiet.
 */
public final class LogCheck {
    private final Journal journal;
    private final Findings findings;

    /** A log to be read from its first event to its last. */
    public interface Source {
        void read(java.util.function.Consumer<LoggedEvent> consumer);
    }

    public LogCheck(Journal journal, Findings findings) {
        this.journal = journal;
        this.findings = findings;
    }

    /**
     * @param sources the log of each shard
     * @param images what the readers saw of it, in the same order; holds the log's own fingerprints afterwards
     */
    public void run(List<Source> sources, List<LogImage> images) {
        journal.read((incarnations, streams) -> {
            Pass pass = new Pass(incarnations, streams);
            for (int shard = 0; shard < sources.size(); shard++) {
                pass.log(sources.get(shard), images.get(shard));
            }
            Journal.each(incarnations, key -> pass.append(key, incarnations));
        });
    }

    private final class Pass {
        private final Map<Integer, Commands> incarnations;
        private final Streams streams;
        private long position;
        private long recordedAtMicros;

        private Pass(Map<Integer, Commands> incarnations, Streams streams) {
            this.incarnations = incarnations;
            this.streams = streams;
        }

        private void log(Source source, LogImage image) {
            position = 0;
            recordedAtMicros = Long.MIN_VALUE;
            source.read(event -> event(event, image));
            image.ends();
        }

        private void event(LoggedEvent event, LogImage image) {
            findings.check(Property.POSITIONS, event.position() == position + 1,
                    () -> "position " + event.position() + " of shard " + image.shard() + " follows " + position);
            findings.check(Property.COMMIT_ORDER, event.recordedAtMicros() >= recordedAtMicros,
                    () -> "position " + event.position() + " of shard " + image.shard()
                            + " was recorded before the one below it");
            position = event.position();
            recordedAtMicros = event.recordedAtMicros();
            int stream = streams.number(event.stream());
            streams.inShard(stream, image.shard());
            long before = streams.nextInLog(stream, event.version());
            findings.check(Property.VERSIONS, event.version() == before + 1,
                    () -> "version " + event.version() + " of " + event.stream() + " follows " + before);
            image.holds(event.position(), event.fingerprint());
            intended(event, stream);
        }

        private void intended(LoggedEvent event, int stream) {
            CommandKey key = CommandKey.ofEvent(event.eventId());
            int index = CommandKey.indexOf(event.eventId());
            Commands commands = incarnations.get(key.incarnation());
            boolean known = commands != null && commands.has(key.sequence())
                    && commands.time[key.sequence()] == key.time() && commands.stream[key.sequence()] == stream
                    && index < commands.count[key.sequence()];
            findings.check(Property.INTENDED, known, () -> "nobody intended " + place(event));
            if (commands == null || !known) {
                return;
            }
            found(commands, key, index, event);
        }

        private void found(Commands commands, CommandKey key, int index, LoggedEvent event) {
            int n = key.sequence();
            int already = commands.found[n]++;
            commands.foundContent[n] += Fingerprint.ofContent(index, event.type(), event.payload(), event.metadata());
            findings.check(Property.STORED_ONCE, already == index,
                    () -> (already > index ? "twice in the log: " : "before its predecessor: ") + place(event));
            if (already == 0 && commands.state[n] != Commands.APPENDED) {
                // Nobody was told: its place is where it is found, and the rest of it must follow.
                commands.firstVersion[n] = (int) event.version();
                commands.firstPosition[n] = event.position();
            }
            boolean inPlace = event.version() == commands.firstVersion[n] + index
                    && event.position() == commands.firstPosition[n] + index;
            findings.check(commands.state[n] == Commands.APPENDED ? Property.ACKNOWLEDGED_IS_STORED : Property.WHOLE,
                    inPlace,
                    () -> place(event) + " belongs to version " + (commands.firstVersion[n] + index) + " and position "
                            + (commands.firstPosition[n] + index));
            findings.check(Property.REFUSED_IS_ABSENT, commands.state[n] != Commands.REFUSED,
                    () -> "append " + key + " was refused and is there: " + place(event));
        }

        private void append(CommandKey key, Map<Integer, Commands> all) {
            Commands commands = all.get(key.incarnation());
            if (commands == null) {
                return;
            }
            int n = key.sequence();
            int count = commands.count[n];
            int found = commands.found[n];
            if (commands.state[n] == Commands.APPENDED) {
                findings.check(Property.ACKNOWLEDGED_IS_STORED, found >= count,
                        () -> (count - found) + " of " + count + " acknowledged events of append " + key + " on "
                                + streams.name(commands.stream[n]) + " are lost");
            } else if (commands.state[n] == Commands.REFUSED) {
                findings.checked(Property.REFUSED_IS_ABSENT, 1);
            }
            findings.check(Property.WHOLE, found == 0 || found >= count,
                    () -> found + " of " + count + " events of append " + key + " are there");
            if (found == count) {
                whole(commands, key);
            }
        }

        private void whole(Commands commands, CommandKey key) {
            int n = key.sequence();
            findings.check(Property.INTENDED, commands.foundContent[n] == commands.content[n],
                    () -> "the content of append " + key + " is not what was intended");
            long expected = commands.expected[n];
            findings.check(Property.EXPECTED_VERSION,
                    expected == AppenderLine.Intent.ANY || commands.firstVersion[n] == expected + 1,
                    () -> "append " + key + " expected version " + expected + " and begins at "
                            + commands.firstVersion[n]);
        }

        private static String place(LoggedEvent event) {
            UUID id = event.eventId();
            return "event " + id + " at " + event.stream() + " version " + event.version() + ", position "
                    + event.position();
        }
    }
}

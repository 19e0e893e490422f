package io.orderflow.campaign.oracle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The oracle's memory of what each append was told. Thread-safe: each appender's lines come on a thread of their own.
 */
public final class Journal {
    private final Findings findings;
    private final Map<Integer, Commands> incarnations = new HashMap<>();
    private final Streams streams = new Streams();
    private int intents;
    private @Nullable Mark mark;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

    /** How an append ended, for the figures. */
    public enum Outcome {
        ACKNOWLEDGED_EVENTS, ACKNOWLEDGED, CONFLICTS, DUPLICATES, OPEN, OPEN_THEN_STORED, OPEN_THEN_APPENDED, OPEN_THEN_REFUSED
    }

    private record Mark(int from, CompletableFuture<Long> reached) {}

    public Journal(Findings findings) {
        this.findings = findings;
    }

    public synchronized void hear(AppenderLine line) {
        if (line instanceof AppenderLine.Intent intent) {
            intend(intent);
            return;
        }
        CommandKey key = line.key();
        Commands commands = incarnations.get(key.incarnation());
        if (commands == null || !commands.has(key.sequence())) {
            findings.offends(Property.EXPLAINED, "an outcome without an intent: " + line.text());
            return;
        }
        switch (line) {
            case AppenderLine.Ack ack -> acknowledge(commands, ack);
            case AppenderLine.Conflict conflict -> refuse(commands, conflict);
            case AppenderLine.Duplicate duplicate -> repeat(commands, duplicate);
            case AppenderLine.Unknown _ -> open(commands, key.sequence());
            case AppenderLine.Defect defect -> findings.offends(Property.EXPLAINED, defect.text());
            case AppenderLine.Intent _ -> throw new IllegalStateException("handled above");
        }
    }

    public synchronized long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** Completes with the nanosecond clock when an append is acknowledged that is begun from now on. */
    public synchronized CompletableFuture<Long> nextAcknowledged() {
        Mark next = new Mark(intents, new CompletableFuture<>());
        mark = next;
        return next.reached();
    }

    /** Those that an ended appender left without a definite outcome, so that its successor asks for them again. */
    public synchronized List<AppenderLine.Intent> open(int incarnation) {
        List<AppenderLine.Intent> open = new ArrayList<>();
        Commands commands = incarnations.getOrDefault(incarnation, new Commands());
        for (int n = 0; n < commands.size(); n++) {
            if (commands.state[n] == Commands.INTENDED || commands.state[n] == Commands.UNKNOWN) {
                open.add(new AppenderLine.Intent(new CommandKey(incarnation, n, commands.time[n]),
                        streams.name(commands.stream[n]), commands.expected[n], commands.count[n],
                        commands.content[n]));
            }
        }
        return open;
    }

    private void intend(AppenderLine.Intent intent) {
        CommandKey key = intent.key();
        Commands commands = incarnations.computeIfAbsent(key.incarnation(), _ -> new Commands());
        if (commands.has(key.sequence())) {
            return; // a repetition
        }
        commands.intend(key.sequence(), intent, streams.number(intent.stream()), intents++);
    }

    private void acknowledge(Commands commands, AppenderLine.Ack ack) {
        int n = ack.key().sequence();
        int events = commands.count[n];
        byte before = commands.state[n];
        findings.check(Property.ONE_OUTCOME, before == Commands.INTENDED || before == Commands.UNKNOWN,
                () -> "append " + ack.key() + " was acknowledged after it had an outcome");
        findings.check(Property.ACKNOWLEDGED_IS_STORED, ack.lastVersion() - ack.firstVersion() == events - 1
                && ack.lastPosition() - ack.firstPosition() == events - 1,
                () -> "the answer does not fit " + events + " events: " + ack.text());
        stored(commands, n, before, ack.firstVersion(), ack.firstPosition());
        add(Outcome.ACKNOWLEDGED, 1);
        if (before == Commands.UNKNOWN) {
            add(Outcome.OPEN_THEN_APPENDED, 1);
        }
    }

    private void repeat(Commands commands, AppenderLine.Duplicate duplicate) {
        int n = duplicate.key().sequence();
        byte before = commands.state[n];
        long version = duplicate.lastVersion() - commands.count[n] + 1;
        long position = duplicate.lastPosition() - commands.count[n] + 1;
        add(Outcome.DUPLICATES, 1);
        findings.check(Property.ONE_OUTCOME,
                before == Commands.INTENDED || before == Commands.UNKNOWN
                        || commands.isAppendedAt(n, version, position),
                () -> "append " + duplicate.key() + " is told another outcome than before: " + duplicate.text());
        if (before != Commands.APPENDED) {
            add(Outcome.OPEN_THEN_STORED, 1);
            stored(commands, n, before, version, position);
        }
    }

    private void stored(Commands commands, int n, byte before, long version, long position) {
        commands.append(n, version, position);
        if (before != Commands.APPENDED) {
            add(Outcome.ACKNOWLEDGED_EVENTS, commands.count[n]);
        }
        Mark waiting = mark;
        if (waiting != null && commands.ordinal[n] >= waiting.from()) {
            waiting.reached().complete(System.nanoTime());
            mark = null;
        }
    }

    private void refuse(Commands commands, AppenderLine.Conflict conflict) {
        int n = conflict.key().sequence();
        byte before = commands.state[n];
        findings.check(Property.ONE_OUTCOME, before == Commands.INTENDED || before == Commands.UNKNOWN,
                () -> "append " + conflict.key() + " was refused after it had an outcome");
        findings.check(Property.EXPECTED_VERSION, commands.expected[n] != conflict.actualVersion(),
                () -> "append " + conflict.key() + " was refused although its stream was at the version expected");
        commands.state[n] = Commands.REFUSED;
        add(Outcome.CONFLICTS, 1);
        if (before == Commands.UNKNOWN) {
            add(Outcome.OPEN_THEN_REFUSED, 1);
        }
    }

    private void open(Commands commands, int n) {
        if (commands.state[n] == Commands.INTENDED) {
            commands.state[n] = Commands.UNKNOWN;
            add(Outcome.OPEN, 1);
        }
    }

    private void add(Outcome outcome, long more) {
        counts.merge(outcome, more, Long::sum);
    }

    /** Lends the memory to a check that runs when all appenders are quiet. */
    synchronized void read(Reader reader) {
        reader.read(incarnations, streams);
    }

    /** Of each append. */
    static void each(Map<Integer, Commands> all, Consumer<CommandKey> consumer) {
        all.forEach((incarnation, commands) -> {
            for (int n = 0; n < commands.size(); n++) {
                if (commands.has(n)) {
                    consumer.accept(new CommandKey(incarnation, n, commands.time[n]));
                }
            }
        });
    }

    /** A check over everything. */
    @FunctionalInterface
    interface Reader {
        void read(Map<Integer, Commands> incarnations, Streams streams);
    }
}

package io.orderflow.campaign.arena;

import io.orderflow.campaign.child.AppenderProcess;
import io.orderflow.campaign.child.Databases;
import io.orderflow.campaign.oracle.AppenderLine;
import io.orderflow.campaign.oracle.CommandKey;
import io.orderflow.campaign.oracle.Findings;
import io.orderflow.campaign.oracle.Journal;
import io.orderflow.campaign.oracle.Property;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The appender processes; what they say goes to the journal. */
public final class Appenders {
    private static final int HEAP_MEGABYTES_MAX = 160;

    private final Journal journal;
    private final Findings findings;
    private final Path logs;
    private final int callersEach;
    private final int eventsPerSecondEach;
    private final List<Appender> slots = new ArrayList<>();
    private int incarnations;

    private record Appender(int incarnation, Child process) {}

    Appenders(Journal journal, Findings findings, Path logs, int callersEach, int eventsPerSecondEach) {
        this.journal = journal;
        this.findings = findings;
        this.logs = logs;
        this.callersEach = callersEach;
        this.eventsPerSecondEach = eventsPerSecondEach;
    }

    public void start(int processes, Databases databases) {
        slots.clear();
        for (int slot = 0; slot < processes; slot++) {
            slots.add(launch(slot, databases, List.of()));
        }
    }

    public int size() {
        return slots.size();
    }

    /** The threads that write meet an {@link Error}. */
    public void strike(int slot) {
        slots.get(slot).process().order(List.of(AppenderProcess.STRIKE));
    }

    /** SIGKILL. */
    public void kill(int slot) {
        slots.get(slot).process().kill();
    }

    /** In the place of a killed one, whose open appends it first asks for again. */
    public void restart(int slot, Databases databases) {
        slots.set(slot, launch(slot, databases, journal.open(slots.get(slot).incarnation())));
    }

    /** Returns when every append that was begun has its outcome and the processes have ended. */
    public void stop() {
        slots.forEach(it -> it.process().order(List.of(AppenderProcess.STOP)));
        slots.forEach(it -> it.process().awaitEnd());
        for (Appender each : slots) {
            int open = journal.open(each.incarnation()).size();
            if (open > 0) {
                findings.offends(Property.EXPLAINED,
                        each.process().name() + " ended by itself with " + open + " open appends: see its log");
            }
        }
    }

    void kill() {
        slots.forEach(it -> it.process().kill());
    }

    private Appender launch(int slot, Databases databases, List<AppenderLine.Intent> open) {
        int incarnation = ++incarnations;
        if (incarnation > CommandKey.INCARNATION_MAX) {
            throw new StuckException("more than " + CommandKey.INCARNATION_MAX + " starts of appenders");
        }
        Child child = Child.start("appender-" + slot, AppenderProcess.class,
                List.of(databases.argument(), Integer.toString(incarnation), Integer.toString(callersEach),
                        Integer.toString(eventsPerSecondEach)),
                HEAP_MEGABYTES_MAX, logs, this::hear);
        List<String> orders = new ArrayList<>();
        open.forEach(intent -> orders.add(AppenderProcess.REPEAT + intent.text()));
        orders.add(AppenderProcess.GO);
        child.order(orders);
        findings.checked(Property.EXPLAINED, 1);
        return new Appender(incarnation, child);
    }

    private void hear(String line) {
        try {
            journal.hear(AppenderLine.parse(line));
        } catch (RuntimeException e) {
            findings.offends(Property.EXPLAINED, "not understood: " + line);
        }
    }
}

package io.orderflow.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose turn it is when all processors are busy. Linux shares them among sessions first ("autogroups", sched(7)), and a
 * database has a session for each of its clients: a process of one thread, such as one that only refuses, then gets the
 * smaller a share the more others do, and its answers come late. Raising a share needs Linux and CAP_SYS_NICE; without
 * them nothing changes. Thread-safe.
 */
public final class ProcessorShare implements AutoCloseable {
    /** About nine times the weight of a session that nobody changed. */
    private static final int RAISED = -10;
    private static final int LOWEST = Integer.MIN_VALUE;
    private static final Pattern GROUP = Pattern.compile("/autogroup-\\d+ nice (-?\\d+)\\s*");

    private final Path group;
    private final int before;
    private final boolean raised;

    private ProcessorShare(Path group) {
        this.group = group;
        this.before = nice(group);
        this.raised = before > RAISED && set(group, RAISED);
    }

    /** Of the session that the process belongs to, until it is closed; for good when nobody closes it. */
    public static ProcessorShare raise(long pid) {
        return new ProcessorShare(Path.of("/proc", Long.toString(pid), "autogroup"));
    }

    public boolean isRaised() {
        return raised;
    }

    /** {@link #LOWEST} where there is nothing to raise. */
    private static int nice(Path group) {
        try {
            Matcher matcher = GROUP.matcher(Files.readString(group));
            return matcher.matches() ? Integer.parseInt(matcher.group(1)) : LOWEST;
        } catch (IOException notLinux) {
            return LOWEST;
        }
    }

    private static boolean set(Path group, int nice) {
        try {
            Files.writeString(group, Integer.toString(nice));
            return true;
        } catch (IOException notAllowed) {
            return false;
        }
    }

    @Override
    public void close() {
        if (raised) {
            set(group, before);
        }
    }
}

package io.orderflow.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * CPU of a process, as {@code /proc/<pid>/stat} has it (proc_pid_stat(5)).
 *
 * @param own in user and kernel mode
 * @param endedChildren of children that have ended and were waited for, and of theirs
 */
record ProcStat(Duration own, Duration endedChildren) {
    /** The kernel counts for user space in hundredths of a second on every machine that Java 25 runs on. */
    private static final long TICK_MILLIS = 10;
    private static final int UTIME = 11;

    static Optional<ProcStat> of(long pid) {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The name of the program stands in brackets and can hold blanks and brackets itself. */
    static ProcStat parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcStat(ticks(fields, UTIME), ticks(fields, UTIME + 2));
    }

    private static Duration ticks(String[] fields, int first) {
        return Duration.ofMillis((Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) * TICK_MILLIS);
    }

    Duration all() {
        return own.plus(endedChildren);
    }
}

package io.orderflow.benchmarks.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Processor time of processes as Linux counts it, user and system, of all their threads. */
final class CpuTime {
    /** What {@code getconf CLK_TCK} says on every Linux that Java runs on; proc(5). */
    private static final double TICKS_PER_SECOND = 100;
    /** Behind the name, which is in brackets and may hold anything: utime is field 14, stime field 15. */
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private CpuTime() {}

    /** Seconds; a process that has ended counts nothing. */
    static double seconds(Collection<Long> processes) {
        return processes.stream().mapToDouble(CpuTime::seconds).sum();
    }

    private static double seconds(long process) {
        try {
            return seconds(Files.readString(Path.of("/proc", Long.toString(process), "stat")));
        } catch (IOException ended) {
            return 0;
        }
    }

    static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
    }
}

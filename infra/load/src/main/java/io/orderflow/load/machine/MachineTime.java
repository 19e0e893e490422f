package io.orderflow.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Ticks of all processors together, as the first line of {@code /proc/stat} has them; 0 where there is none.
 */
record MachineTime(long busyTicks, long allTicks) {
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    /** Guest time, which follows, is in user time already. */
    private static final int FIELDS = 8;

    static MachineTime now() {
        try {
            return parse(Files.readString(Path.of("/proc/stat")));
        } catch (IOException unknown) {
            return new MachineTime(0, 0);
        }
    }

    static MachineTime parse(String stat) {
        long[] ticks = Arrays.stream(stat.lines().findFirst().orElse("").split(" +", -1))
            .skip(1)
            .limit(FIELDS)
            .mapToLong(Long::parseLong)
            .toArray();
        if (ticks.length <= IO_WAIT) {
            return new MachineTime(0, 0);
        }
        long all = Arrays.stream(ticks).sum();
        return new MachineTime(all - ticks[IDLE] - ticks[IO_WAIT], all);
    }

    /** Part of the machine that was at work since then, 0 to 1; 0 when it is not known. */
    double busySince(MachineTime earlier) {
        long all = allTicks - earlier.allTicks;
        return all <= 0 ? 0 : (busyTicks - earlier.busyTicks) / (double) all;
    }
}

package io.orderflow.load.machine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU of each process at one moment, with what the whole machine has used.
 */
public final class Sample {
    private final Map<WatchedProcess, Duration> cpu;
    private final MachineTime machine;

    private Sample(Map<WatchedProcess, Duration> cpu, MachineTime machine) {
        this.cpu = cpu;
        this.machine = machine;
    }

    public static Sample of(List<WatchedProcess> processes) {
        Map<WatchedProcess, Duration> cpu = new LinkedHashMap<>();
        processes.forEach(process -> process.cpu().ifPresent(it -> cpu.put(process, it)));
        return new Sample(cpu, MachineTime.now());
    }

    /**
     * Milliseconds of CPU of each process since an earlier sample; a process that was started meanwhile counts whole.
     */
    public Map<String, Long> millisSince(Sample earlier) {
        Map<String, Long> millis = new LinkedHashMap<>();
        cpu.forEach((process, now) -> millis.put(process.name(),
                Math.max(0, now.minus(earlier.cpu.getOrDefault(process, Duration.ZERO)).toMillis())));
        return millis;
    }

    /** Part of all processors that was at work since an earlier sample, whoever used it; 0 when it is not known. */
    public double machineBusySince(Sample earlier) {
        return machine.busySince(earlier.machine);
    }

    /** Resident bytes of each process, by its name. */
    public static Map<String, Long> memory(List<WatchedProcess> processes) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        processes.forEach(process -> bytes.put(process.name(), process.bytes()));
        return bytes;
    }
}

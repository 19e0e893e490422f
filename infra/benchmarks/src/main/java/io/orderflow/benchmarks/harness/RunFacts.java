package io.orderflow.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a reader has to know of a run.
 *
 * @param machine with its load average
 */
public record RunFacts(LocalDate date, String machine, String command, Effort effort) {
    /** To be taken before the run, which is a load itself. */
    public static RunFacts of(String command, Effort effort) {
        String machine = "%s, %d cores, %s, %s %s, Java %s, load average %.1f".formatted(processor(),
                Runtime.getRuntime().availableProcessors(), memory(), System.getProperty("os.name"),
                System.getProperty("os.arch"), Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return new RunFacts(LocalDate.now(ZoneOffset.UTC), machine, command,
                effort);
    }

    /** Whether so much else runs on the machine that figures say little. */
    public static boolean isMachineBusy() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() > system.getAvailableProcessors() / 2.0;
    }

    private static String processor() {
        return valueIn("/proc/cpuinfo", "model name", "unknown processor");
    }

    private static String memory() {
        String kilobytes = valueIn("/proc/meminfo", "MemTotal", "unknown memory");
        return kilobytes.endsWith(" kB")
                ? Long.parseLong(kilobytes.substring(0, kilobytes.length() - 3)) / 1_000_000 + " GB"
                : kilobytes;
    }

    private static String valueIn(String file, String key, String unknown) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return unknown;
        }
        try {
            List<String> lines = Files.readAllLines(path);
            return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(unknown);
        } catch (IOException notReadable) {
            return unknown;
        }
    }
}

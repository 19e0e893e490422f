package io.orderflow.load.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that is looked at from outside.
 *
 * @param family its children count with it, as those of PostgreSQL do
 */
public record WatchedProcess(String name, long pid, boolean family) {
    private static final long BYTES_PER_KILOBYTE = 1_024;

    public static WatchedProcess self(String name) {
        return new WatchedProcess(name, ProcessHandle.current().pid(), false);
    }

    /** Since it was started; nothing where the system does not tell it or the process has ended. */
    public Optional<Duration> cpu() {
        return ProcStat.of(pid).map(it -> family ? it.all().plus(ofChildren()) : it.own());
    }

    /** A child that ends moves its time to the parent's account of ended children: the sum stays right. */
    private Duration ofChildren() {
        return children().flatMap(it -> ProcStat.of(it.pid()).stream())
            .map(ProcStat::all)
            .reduce(Duration.ZERO, Duration::plus);
    }

    private Stream<ProcessHandle> children() {
        return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
    }

    /** Resident memory; of a family each shared page once. */
    public long bytes() {
        Path own = Path.of("/proc", Long.toString(pid));
        if (!family) {
            return kilobytes(own.resolve("status"), "VmRSS:") * BYTES_PER_KILOBYTE;
        }
        return Stream.concat(Stream.of(pid), children().map(ProcessHandle::pid))
            .mapToLong(it -> kilobytes(Path.of("/proc", Long.toString(it), "smaps_rollup"), "Pss:"))
            .sum() * BYTES_PER_KILOBYTE;
    }

    private static long kilobytes(Path file, String label) {
        try (Stream<String> lines = Files.lines(file)) {
            return kilobytes(lines.toList(), label);
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    static long kilobytes(List<String> lines, String label) {
        return lines.stream()
            .filter(it -> it.startsWith(label))
            .findFirst()
            .map(it -> Long.parseLong(it.replaceAll("\\D", "")))
            .orElse(0L);
    }
}

package io.orderflow.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Memory that processes hold, in bytes. PostgreSQL's processes share most of theirs: there each page counts once,
 * divided among those that share it (PSS), where the system tells that.
 */
final class ResidentMemory {
    private static final Pattern KILOBYTES = Pattern.compile("(\\d+)");
    private static final long BYTES_PER_KILOBYTE = 1_024;

    private ResidentMemory() {}

    /** Of this process alone. */
    static long ofProcess(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.isReadable(status) ? line(status, "VmRSS:") : ps(process);
    }

    /** Of this process and its children, shared pages once. */
    static long ofFamily(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).mapToLong(ResidentMemory::share).sum();
    }

    private static long share(ProcessHandle process) {
        Path rollup = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        return Files.isReadable(rollup) ? line(rollup, "Pss:") : ofProcess(process);
    }

    private static long line(Path file, String label) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(label)).findFirst().map(ResidentMemory::kilobytes).orElse(0L);
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }

    private static long ps(ProcessHandle process) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
            return kilobytes(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return 0;
        }
    }

    private static long kilobytes(String text) {
        Matcher number = KILOBYTES.matcher(text);
        return number.find() ? Long.parseLong(number.group(1)) * BYTES_PER_KILOBYTE : 0;
    }
}

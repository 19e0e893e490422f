package io.orderflow.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orderflow logs}. */
@Command(name = "logs", description = "Show the end of the processes' logs.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int READ_BYTES_MAX = 1_000_000;

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROCESS", description = "Only this process, as named by 'status'; also: runner")
    private @Nullable String process;

    @Option(names = {"-f", "--follow"}, description = "Go on with what is written from now on")
    private boolean follow;

    @Option(names = {"-n",
            "--lines"}, paramLabel = "N", defaultValue = "20", description = "Lines of each log (default: ${DEFAULT-VALUE})")
    private int lines = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<Path, Long> read = new LinkedHashMap<>();
        for (Path log : logs()) {
            read.put(log, Files.size(log));
            last(log).forEach(line -> print(log, line));
        }
        while (follow) {
            Thread.sleep(POLL);
            for (Path log : logs()) {
                read.put(log, printFrom(log, read.getOrDefault(log, 0L)));
            }
        }
        return ExitCode.OK;
    }

    private List<Path> logs() throws IOException {
        Path folder = data.directory().root().resolve("logs");
        List<Path> logs;
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            logs = files
                .filter(file -> process == null
                        ? file.toString().endsWith(".log")
                        : file.getFileName().toString().equals(process + ".log"))
                .sorted()
                .toList();
        }
        if (logs.isEmpty()) {
            throw new CannotRunException(ExitCode.NOT_FOUND,
                    process == null
                            ? "There is no log in " + folder + "."
                            : "There is no log of '" + process + "' in " + folder + ".");
        }
        return logs;
    }

    private List<String> last(Path log) throws IOException {
        long size = Files.size(log);
        List<String> all = read(log, Math.max(0, size - READ_BYTES_MAX), size).lines().toList();
        return all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size());
    }

    /** A log that is smaller than before was begun anew. */
    private long printFrom(Path log, long position) throws IOException {
        long size = Files.size(log);
        String text = read(log, size < position ? 0 : position, size);
        int complete = text.lastIndexOf('\n') + 1;
        text.substring(0, complete).lines().forEach(line -> print(log, line));
        return size - text.substring(complete).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String read(Path log, long from, long to) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            var bytes = new byte[(int) Math.min(READ_BYTES_MAX, to - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private void print(Path log, String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(process == null ? log.getFileName().toString().replace(".log", "") + " | " + line : line);
        out.flush();
    }
}

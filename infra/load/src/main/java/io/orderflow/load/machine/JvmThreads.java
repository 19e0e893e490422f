package io.orderflow.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** CPU of a JVM's own threads, which no sample of Java code shows. */
public final class JvmThreads {
    /** As the kernel has them, which cuts names after 15 characters. */
    private static final List<String> NAMES = List.of("C1 Comp", "C2 Comp", "VM Thread", "GC Thread", "G1 ");

    private JvmThreads() {}

    /** Of compiler and collector of a process since it was started; nothing where the system does not tell it. */
    public static Duration cpu(long pid) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(tasks)) {
            return Duration.ZERO;
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.map(JvmThreads::stat)
                .filter(it -> isOwn(it))
                .map(it -> ProcStat.parse(it).own())
                .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    static boolean isOwn(String stat) {
        int name = stat.indexOf('(') + 1;
        return name > 0 && NAMES.stream().anyMatch(it -> stat.startsWith(it, name));
    }
}

package io.orderflow.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How an application's JVM is set: the same for all but for the memory that each is given. */
final class JavaCommand {
    private static final List<String> FLAGS = List.of(
            // Heaps of at most 256 MB on few cores: the serial collector takes the least memory and processor time.
            "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xss512k", "-XX:ReservedCodeCacheSize=64m",
            // The second compiler puts less into each other: half of its work, which the first minutes under load are
            // made of, for code that answers as quickly within what was measured.
            "-XX:FreqInlineSize=80", "-XX:InlineSmallCode=800", "-XX:MaxInlineLevel=6",
            // One that is out of memory ends and is started again; no dump, which could fill the disk.
            "-XX:+ExitOnOutOfMemoryError", "-XX:-HeapDumpOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=UTF-8");

    /** By these the environment changes any JVM. */
    static final List<String> JVM_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS",
            "JDK_AOT_VM_OPTIONS");

    private JavaCommand() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Everything but the program and its ahead-of-time cache. */
    static List<String> flags(Service service) {
        var flags = new ArrayList<String>(List.of("-Xmx" + service.heapMegabytesMax() + "m",
                "-XX:MaxDirectMemorySize=" + service.directMegabytesMax() + "m"));
        flags.addAll(FLAGS);
        return flags;
    }
}

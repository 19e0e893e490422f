package io.orderflow.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes one section of the page on performance and leaves the others as they are. */
final class BudgetDocument {
    private static final String HEAD = """
            # Where the time goes

            Written by `./orderflow load budget`; [docs/load.md](load.md) says how it measures. CPU is the operating system's, by process, of runs
            without a profiler: median (least-greatest). How the CPU of a process is shared out among hops comes from the samples of one more run with
            a flight recording in each JVM: the topmost frame that tells a hop decides, else the thread's name; what neither tells is `not attributed`.
            Compiler and collector are the JVM's own threads. PostgreSQL is one hop: its backends are not split. Telemetry is what runs in its own code,
            in whichever process. What processes do while nobody asks anything is in it too, and weighs more at low rates. The CPU of whoever drives the
            load is not in the tables.
            """;
    private final Path page;

    BudgetDocument(Path page) {
        this.page = page;
    }

    /**
     * @param section {@code before} or {@code after}
     * @param command as it was given
     */
    void write(String section, String command, Budget.Plan plan, List<Budget.Part> parts) throws IOException {
        Path pictures = page.toAbsolutePath().resolveSibling(name());
        Files.createDirectories(pictures);
        StringBuilder text = new StringBuilder(begin(section)).append("\n## ")
            .append(section.equals("before") ? "Before" : "After")
            .append("\n\n`")
            .append(command)
            .append("`, ")
            .append(plan.runs())
            .append(" runs of ")
            .append(plan.duration().toSeconds())
            .append(" s; ")
            .append(machine())
            .append(".\n");
        for (Budget.Part part : parts) {
            String kind = part.demand() == Demand.ORDERS ? "order" : "read";
            Path picture = pictures.resolve(section + "-" + kind + ".svg");
            Files.writeString(picture, part.profile().flameGraph("One " + kind + ", " + section));
            text.append(section(part, kind, name() + "/" + picture.getFileName()));
        }
        replace(section, text.append(end(section)).append('\n').toString());
    }

    private String name() {
        return String.valueOf(page.getFileName()).replace(".md", "");
    }

    private static String section(Budget.Part part, String kind, String picture) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, """

                ### One %s, at %.0f a second

                Latency p50 %s ms, p99 %s ms; %d requests failed.

                """, kind, part.rate(), part.p50(), part.p99(), part.failed())).append(part.ledger().markdown());
        if (!part.times().isEmpty()) {
            text.append("\n| hop | median on the clock, ms |\n|---|---|\n");
            part.times()
                .forEach((hop, millis) -> text.append(
                        String.format(Locale.ROOT, "| %s | %.1f |%n", hop, millis)));
        }
        return text.append(String.format(Locale.ROOT, "%n![Flame graph of one %s](%s)%n", kind, picture)).toString();
    }

    private static String machine() {
        return String.format(Locale.ROOT, "%d cores, %.0f GB of memory, JDK %s, %s %s",
                Runtime.getRuntime().availableProcessors(), memoryGigabytes(), System.getProperty("java.version"),
                System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private static double memoryGigabytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
            .getTotalMemorySize() / 1e9;
    }

    private static String begin(String section) {
        return "<!-- " + section + ": written by a command -->\n";
    }

    private static String end(String section) {
        return "<!-- end of " + section + " -->";
    }

    private void replace(String section, String text) throws IOException {
        String old = Files.exists(page) ? Files.readString(page) : HEAD;
        Files.writeString(page, replaced(old, section, text));
    }

    /** Before stands before after, and what a person wrote around them stays. */
    static String replaced(String old, String section, String text) {
        int from = old.indexOf(begin(section));
        int to = old.indexOf(end(section));
        if (from >= 0 && to > from) {
            return old.substring(0, from) + text.stripTrailing() + old.substring(to + end(section).length());
        }
        int after = old.indexOf(begin("after"));
        return section.equals("before") && after >= 0
                ? old.substring(0, after) + text + "\n" + old.substring(after)
                : old.stripTrailing() + "\n\n" + text;
    }
}

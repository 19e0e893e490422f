package io.orderflow.load.budget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kind of request: CPU by process out of several runs, shared out to hops by the samples of one more run.
 */
public final class Ledger {
    private static final String JVM = "compiler and collector";
    private final String request;
    private final Map<String, Spread> cpuByProcess;
    private final Map<String, Double> jvmPart;
    private final Profile profile;

    /**
     * @param cpuByProcess milliseconds of CPU a request
     * @param jvmPart part of a process's CPU that its compiler and collector used, 0 to 1
     */
    public Ledger(String request, Map<String, Spread> cpuByProcess, Map<String, Double> jvmPart, Profile profile) {
        this.request = request;
        this.cpuByProcess = new LinkedHashMap<>(cpuByProcess);
        this.jvmPart = Map.copyOf(jvmPart);
        this.profile = profile;
    }

    /** A table of processes, and one of hops. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| process | CPU of one ").append(request).append(", ms |\n|---|---|\n");
        cpuByProcess
            .forEach((process, cpu) -> text.append("| ").append(process).append(" | ").append(cpu).append(" |\n"));
        text.append("\n| hop | in | CPU of one ").append(request).append(", ms |\n|---|---|---|\n");
        cpuByProcess.keySet().stream().filter(it -> !it.equals("all")).forEach(it -> hops(it, text));
        return text.toString();
    }

    private void hops(String process, StringBuilder text) {
        double cpu = cpuByProcess.getOrDefault(process, Spread.of(List.of())).median();
        Map<String, Long> samples = profile.hops(process);
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            String hop = process.equals("postgres") ? "PostgreSQL, all backends" : process + ", not split: no samples";
            row(text, hop, process, cpu);
            return;
        }
        double jvm = jvmPart.getOrDefault(process, 0.0);
        Map<String, Double> parts = new TreeMap<>();
        samples.forEach((hop, count) -> parts.put(hop, cpu * (1 - jvm) * count / all));
        parts.put(JVM, cpu * jvm);
        parts.entrySet()
            .stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .forEach(it -> row(text, it.getKey(), process, it.getValue()));
    }

    private static void row(StringBuilder text, String hop, String process, double millis) {
        text.append(String.format(Locale.ROOT, "| %s | %s | %.3f |%n", hop, process, millis));
    }
}

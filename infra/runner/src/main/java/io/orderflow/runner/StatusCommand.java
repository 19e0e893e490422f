package io.orderflow.runner;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code orderflow status}. */
@Command(name = "status", description = "Show what is wrong, processes, addresses, memory and lag.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final long MEGABYTE = 1_000_000;

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print one JSON document")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        SystemReport system = data.running();
        Footprint memory = Footprint.of(system);
        List<Lag> lags = Lag.of(system);
        List<Diagnosis.Finding> findings = Diagnosis.of(system, lags);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(document(system, memory, lags, findings)));
        } else {
            print(system, memory, lags, findings, out);
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> document(SystemReport system, Footprint memory, List<Lag> lags,
            List<Diagnosis.Finding> findings) {
        var document = new LinkedHashMap<String, Object>();
        document.put("ready", findings.isEmpty());
        document.put("findings", findings);
        document.put("startedAt", system.startedAt());
        document.put("url", system.url());
        document.put("postgres", Map.of("host", system.postgres().host(), "port", system.postgres().port(), "database",
                system.postgres().database(), "psql", system.postgres().psql()));
        document.put("kafka",
                Map.of("bootstrapServers", system.kafka().bootstrapServers(), "kcat", system.kafka().kcat()));
        document.put("traces", system.traces());
        document.put("processes", system.processes().stream().map(part -> process(part, memory)).toList());
        document.put("runner", Map.of("pid", system.runner().pid(), "residentBytes",
                memory.processes().getOrDefault(Footprint.RUNNER, 0L)));
        document.put("residentBytes", memory.totalBytes());
        document.put("lag", lags);
        return document;
    }

    private static Map<String, Object> process(PartReport part, Footprint memory) {
        var process = new LinkedHashMap<String, Object>();
        process.put("name", part.name());
        process.put("state", part.state());
        process.put("pid", part.process() == null ? null : part.process().pid());
        process.put("port", part.port());
        process.put("residentBytes", memory.processes().get(part.name()));
        process.put("inRunner", part.inRunner());
        process.put("restarts", part.restarts());
        process.put("lastProblem", part.lastProblem());
        return process;
    }

    private static void print(SystemReport system, Footprint memory, List<Lag> lags,
            List<Diagnosis.Finding> findings, PrintWriter out) {
        out.printf("%s %s%n%n", findings.isEmpty() ? "Ready:" : system.ready() ? "Not well:" : "Starting:",
                system.url());
        findings.forEach(it -> out.printf("%s%n", it));
        out.print(findings.isEmpty() ? "" : System.lineSeparator());
        out.printf("%-17s %8s %6s %8s  %s%n", "process", "pid", "port", "MB", "state");
        out.printf("%-17s %8d %6s %8d  %s%n", Footprint.RUNNER, system.runner().pid(), "-",
                memory.processes().getOrDefault(Footprint.RUNNER, 0L) / MEGABYTE, "READY");
        system.processes().forEach(part -> out.println(line(part, memory)));
        out.printf("%-17s %8s %6s %8d%n%n", "all", "", "", memory.totalBytes() / MEGABYTE);
        out.printf("PostgreSQL  %s%nKafka       %s%nTraces      %s/traces%n", system.postgres().psql(),
                system.kafka().kcat(), system.traces());
        if (!lags.isEmpty()) {
            out.printf("%n%-24s %10s %10s%n", "behind the log", "events", "seconds");
        }
        lags.forEach(lag -> out.printf(Locale.ROOT, "%-24s %10d %10.3f%n", lag.of(), lag.events(), lag.seconds()));
    }

    private static String line(PartReport part, Footprint memory) {
        Long bytes = memory.processes().get(part.name());
        String size = part.inRunner() ? "(runner)" : bytes == null ? "-" : Long.toString(bytes / MEGABYTE);
        String pid = part.process() == null ? "-" : Long.toString(part.process().pid());
        String restarts = part.restarts() == 0
                ? ""
                : ", restarted " + part.restarts() + " times, last: " + part.lastProblem();
        return "%-17s %8s %6d %8s  %s%s".formatted(part.name(), pid, part.port(), size, part.state(), restarts);
    }
}

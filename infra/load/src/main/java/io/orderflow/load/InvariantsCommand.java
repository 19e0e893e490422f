package io.orderflow.load;

import io.orderflow.load.invariants.AuditFailedException;
import io.orderflow.load.invariants.Finding;
import io.orderflow.load.invariants.InvariantAudit;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code orderflow invariants}. */
@Command(name = "invariants", description = "Recompute the invariants from the log and the topic.", mixinStandardHelpOptions = true)
public final class InvariantsCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            List<Finding> findings = audit(target.system(), err);
            print(findings, out);
            return findings.stream().allMatch(Finding::passed) ? ExitCode.OK : ExitCode.VERIFICATION_FAILED;
        } catch (AuditFailedException | UnavailableException failure) {
            err.println(failure.getMessage());
            return ExitCode.UNAVAILABLE;
        }
    }

    private static List<Finding> audit(RunningSystem system, PrintWriter err) {
        if (system.database() == null) {
            throw new UnavailableException(
                    "No running system was found: start one with 'orderflow up', or give --jdbc-url and --kafka.");
        }
        if (system.kafka() == null) {
            throw new UnavailableException("Kafka's address is not known: give --kafka.");
        }
        try (Progress progress = Progress.of("log", 0, err)) {
            return new InvariantAudit(system.database(), system.kafka()).run(progress::stepTo);
        }
    }

    private void print(List<Finding> findings, PrintWriter out) {
        if (target.json()) {
            out.println(JSON.writeValueAsString(findings));
        } else {
            findings.forEach(it -> print(it, out));
        }
        out.flush();
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf("%s %-4s %-52s %s%n", finding.passed() ? "✓" : "✗", finding.id(), finding.statement(),
                finding.figures());
        finding.offenders().forEach(it -> out.println("       " + it));
        if (finding.offendersCount() > finding.offenders().size()) {
            out.printf("       … %d in all%n", finding.offendersCount());
        }
    }
}

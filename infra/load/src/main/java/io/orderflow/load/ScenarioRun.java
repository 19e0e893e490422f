package io.orderflow.load;

import io.orderflow.load.invariants.AuditFailedException;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a scenario for the command line: prints its verdict and makes the exit code. */
final class ScenarioRun {
    private ScenarioRun() {}

    static int run(CommandSpec spec, boolean json, Supplier<Verdict> scenario) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Verdict verdict = scenario.get();
            VerdictPrinter.print(verdict, json, spec.commandLine().getOut());
            return ExitCode.of(verdict);
        } catch (UnavailableException | AuditFailedException failure) {
            err.println(failure.getMessage());
            err.flush();
            return ExitCode.UNAVAILABLE;
        }
    }
}

package io.orderflow.campaign;

import io.orderflow.campaign.fault.Fault;
import io.orderflow.campaign.oracle.Findings;
import java.io.PrintWriter;
import java.util.List;

/** The schedule and the verdict for people. */
final class Printing {
    private Printing() {}

    static void schedule(CampaignSettings settings, List<Fault> faults, PrintWriter out) {
        out.printf("campaign of %,d events, seed %d (--seed %d strikes the same faults)%n", settings.events(),
                settings.seed(), settings.seed());
        out.printf("  %3s %12s %-16s %8s  %s%n", "", "at event", "fault", "ms", "the campaign…");
        for (Fault fault : faults) {
            out.printf("  %3d %,12d %-16s %8d  %s%n", fault.number(), fault.atEvents(), fault.kind(),
                    fault.duration().toMillis(), fault.kind().sentence());
        }
        out.printf("  %3s %,12d %-16s %8s  %s%n", "", settings.events(), "RESTORE", "",
                "restores a dump into a new cluster and goes on there");
        out.flush();
    }

    static void verdict(Verdict verdict, CampaignSettings settings, PrintWriter out) {
        verdict.figures().forEach((name, value) -> out.printf("  %-50s %s%n", name, value));
        for (Findings.Finding finding : verdict.findings()) {
            out.printf("%s %-6s %-72s %,12d checked, %d offend%n", finding.passed() ? "✓" : "✗",
                    finding.passed() ? "PASSED" : "FAILED", finding.property().sentence(), finding.checked(),
                    finding.offendersCount());
            finding.offenders().forEach(it -> out.println("         " + it));
        }
        out.printf("campaign: %s, seed %d; report and logs in %s%n", verdict.passed() ? "PASSED" : "FAILED",
                verdict.seed(), settings.folder());
        out.flush();
    }
}

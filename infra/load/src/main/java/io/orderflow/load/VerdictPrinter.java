package io.orderflow.load;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints a verdict as a table for people or as one JSON document for programs. */
final class VerdictPrinter {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private VerdictPrinter() {}

    static void print(Verdict verdict, boolean asJson, PrintWriter out) {
        if (asJson) {
            out.println(JSON.writeValueAsString(document(verdict)));
        } else {
            printTable(verdict, out);
        }
        out.flush();
    }

    private static Map<String, Object> document(Verdict verdict) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("scenario", verdict.scenario());
        document.put("passed", verdict.passed());
        document.put("checks", verdict.checks());
        document.put("figures", verdict.figures());
        return document;
    }

    private static void printTable(Verdict verdict, PrintWriter out) {
        verdict.figures().forEach((name, value) -> out.printf("  %-44s %s%n", name, value));
        out.printf("  %-44s %-16s %s%n", "", "expected", "actual");
        for (Check check : verdict.checks()) {
            out.printf("%s %-44s %-16s %s%n", check.passed() ? "✓" : "✗", check.name(), check.expected(),
                    check.actual());
        }
        out.printf("%s: %s%n", verdict.scenario(), verdict.passed() ? "PASSED" : "FAILED");
    }
}

package io.orderflow.runner;

import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code orderflow trace}. */
@Command(name = "trace", description = "Show the spans of a trace as a tree.", mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "TRACE-ID", description = "32 hexadecimal digits, as in the Trace-Id of an answer")
    private String traceId = "";

    @Option(names = "--json", description = "Print one JSON document")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!traceId.matches("[0-9a-fA-F]{32}")) {
            throw new ParameterException(spec.commandLine(), "A trace id has 32 hexadecimal digits.");
        }
        HttpResponse<String> answer = Http.get(URI.create(data.running().traces() + "/traces/" + traceId))
            .orElseThrow(() -> new CannotRunException(ExitCode.UNAVAILABLE,
                    "The trace store does not answer: see './orderflow status'."));
        if (answer.statusCode() != 200) {
            throw new CannotRunException(ExitCode.NOT_FOUND, "The trace " + traceId
                    + " is not, or no longer, known; spans arrive within two seconds, and the oldest traces make room for new ones.");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body());
        } else {
            print(StreamSupport.stream(JSON.readTree(answer.body()).path("spans").spliterator(), false).toList(), out);
        }
        return ExitCode.OK;
    }

    private static void print(List<JsonNode> spans, PrintWriter out) {
        Set<String> known = spans.stream().map(span -> text(span, "spanId")).collect(Collectors.toSet());
        Instant begin = spans.stream()
            .map(span -> Instant.parse(text(span, "start")))
            .min(Instant::compareTo)
            .orElse(Instant.EPOCH);
        var printed = new HashSet<String>();
        spans.stream()
            .filter(span -> !known.contains(text(span, "parentSpanId")))
            .forEach(root -> print(root, 0, spans, begin, printed, out));
    }

    private static void print(JsonNode span, int depth, List<JsonNode> spans, Instant begin, Set<String> printed,
            PrintWriter out) {
        String id = text(span, "spanId");
        if (!printed.add(id)) {
            return;
        }
        double offset = Duration.between(begin, Instant.parse(text(span, "start"))).toNanos() / 1e6;
        String links = span.path("links").isEmpty() ? "" : " (" + span.path("links").size() + " links)";
        String error = text(span.path("status"), "code").equals("ERROR") ? " ERROR" : "";
        out.printf(Locale.ROOT, "%10.3f ms %9.3f ms  %-22s %s%s%s%s%n", offset, span.path("durationMillis").asDouble(),
                text(span, "service"), "  ".repeat(depth), text(span, "name"), links, error);
        spans.stream()
            .filter(child -> text(child, "parentSpanId").equals(id))
            .forEach(child -> print(child, depth + 1, spans, begin, printed, out));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}

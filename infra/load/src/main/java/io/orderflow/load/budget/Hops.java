package io.orderflow.load.budget;

import java.util.List;
import java.util.Map;

/**
 * Which hop a sample of a thread belongs to: the topmost frame that tells one decides; where none does, the name of the
 * thread.
 */
final class Hops {
    static final String OTHER = "not attributed";
    private static final String TELEMETRY = "telemetry";
    private static final String HTTP = "HTTP";
    private static final String APPEND = "append";
    private static final String PROCESS_MANAGER = "process manager";
    private static final String RELAY = "relay";
    private static final String PAYMENT = "payment";
    private static final String BROKER = "broker";
    private static final String TRACE_STORE = "trace store";
    private static final String RUNNER = "runner";
    private static final String COMMAND_SIDE = "command-side";

    private record Rule(String prefix, String hop) {}

    /** The first that fits a frame counts. JSON, JDBC and the like belong to whoever calls them. */
    private static final List<Rule> FRAMES = List.of(
            new Rule("io.opentelemetry.", TELEMETRY), new Rule("io.micrometer.", TELEMETRY),
            new Rule("io.prometheus.", TELEMETRY), new Rule("io.orderflow.observability.", TELEMETRY),
            new Rule("io.orderflow.runner.traces.", TRACE_STORE),
            new Rule("io.orderflow.relay.", RELAY), new Rule("io.orderflow.command.relay.", RELAY),
            new Rule("io.orderflow.command.fulfilment.", PROCESS_MANAGER),
            new Rule("com.github.kagkarlsson.", PROCESS_MANAGER),
            new Rule("io.orderflow.command.payment.", PAYMENT), new Rule("io.orderflow.payment.", PAYMENT),
            new Rule("io.orderflow.eventstore.postgres.", APPEND),
            new Rule("io.orderflow.command.domain.", "decision"),
            new Rule("io.orderflow.command.dispatch.", "decision"),
            new Rule("io.orderflow.command.aggregate.", "decision"), new Rule("org.axonframework.", "decision"),
            new Rule("io.orderflow.eventstore.", APPEND),
            new Rule("io.orderflow.query.http.", HTTP), new Rule("io.orderflow.query.", "query"),
            new Rule("io.orderflow.gateway.", "gateway"), new Rule("io.orderflow.command.http.", HTTP),
            new Rule("org.springframework.web.", HTTP), new Rule("org.apache.", ""),
            new Rule("io.vertx.", HTTP), new Rule("io.netty.", HTTP), new Rule("jdk.httpserver.", HTTP));
    private static final Map<String, String> APACHE = Map.of("org.apache.tomcat.", HTTP, "org.apache.catalina.", HTTP,
            "org.apache.coyote.", HTTP);

    private Hops() {}

    /**
     * @param frames names of classes, the topmost first
     */
    static String of(String process, String thread, List<String> frames) {
        if (thread.startsWith("projection-")) {
            return isTelemetry(frames) ? TELEMETRY : "projection " + thread.substring("projection-".length());
        }
        for (String frame : frames) {
            String hop = hopOf(frame);
            if (!hop.isEmpty()) {
                return process.equals(RUNNER) && hop.equals(TELEMETRY) ? TRACE_STORE : hop;
            }
        }
        return ofThread(process, thread);
    }

    /** The caller of telemetry stands below it: telemetry only counts while it is on top. */
    private static boolean isTelemetry(List<String> frames) {
        for (String frame : frames) {
            String hop = hopOf(frame);
            if (hop.equals(TELEMETRY) || frame.startsWith("io.orderflow.")) {
                return hop.equals(TELEMETRY);
            }
        }
        return false;
    }

    private static String hopOf(String frame) {
        for (Rule rule : FRAMES) {
            if (frame.startsWith(rule.prefix())) {
                return rule.hop().isEmpty() ? apache(frame) : rule.hop();
            }
        }
        return "";
    }

    private static String apache(String frame) {
        return APACHE.entrySet()
            .stream()
            .filter(it -> frame.startsWith(it.getKey()))
            .findFirst()
            .map(Map.Entry::getValue)
            .orElse("");
    }

    private static String ofThread(String process, String thread) {
        if (thread.startsWith("Batch") || thread.contains("OkHttp") || thread.contains("micrometer")) {
            return TELEMETRY;
        }
        if (process.equals(RUNNER)) {
            return thread.contains("trace") ? TRACE_STORE : BROKER;
        }
        if (thread.startsWith("kafka-producer") || thread.startsWith("relay")) {
            return process.equals(COMMAND_SIDE) ? RELAY : BROKER;
        }
        if (thread.startsWith("consumer") || thread.startsWith("kafka-")) {
            return "Kafka client, projections together";
        }
        if (thread.startsWith("fulfilment")) {
            return PROCESS_MANAGER;
        }
        return thread.startsWith("http-") || thread.startsWith("HttpClient") ? HTTP : OTHER;
    }
}

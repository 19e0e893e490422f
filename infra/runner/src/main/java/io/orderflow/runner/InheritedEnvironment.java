package io.orderflow.runner;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the applications see of the environment of whoever starts the system: not what is meant for another program of
 * Spring's, which would move their ports, paths and databases away from where the others look for them.
 */
final class InheritedEnvironment {
    private static final Set<String> NAMES = Set.of("DEBUG", "TRACE", "PORT", "ADDRESS", "TZ");
    private static final List<String> PREFIXES = List.of("SPRING_", "SERVER_", "MANAGEMENT_", "LOGGING_", "AXON_");
    /** Of Spring's, those that change nothing for the others. */
    private static final Set<String> KEPT = Set.of("MANAGEMENT_TRACING_SAMPLING_PROBABILITY");

    private InheritedEnvironment() {}

    /** @param environment changed here */
    static void reduce(Map<String, String> environment) {
        JavaCommand.JVM_OPTIONS.forEach(environment::remove);
        environment.keySet().removeIf(InheritedEnvironment::isOfOthers);
        // One that the database does not know would keep the application out of it.
        environment.put("TZ", "UTC");
    }

    /** Spring reads a name whatever its case, and dots and dashes as well as underscores. */
    private static boolean isOfOthers(String name) {
        String usual = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return !KEPT.contains(usual) && (NAMES.contains(usual) || PREFIXES.stream().anyMatch(usual::startsWith));
    }
}

package io.orderflow.load;

import java.util.List;
import java.util.Map;

/**
 * What a scenario found.
 *
 * @param figures in the order of their printing; they inform and decide nothing
 */
public record Verdict(String scenario, List<Check> checks, Map<String, Object> figures) {
    public Verdict {
        checks = List.copyOf(checks);
    }

    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }
}

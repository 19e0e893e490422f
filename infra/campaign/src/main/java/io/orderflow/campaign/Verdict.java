package io.orderflow.campaign;

import io.orderflow.campaign.fault.Struck;
import io.orderflow.campaign.oracle.Findings;
import java.util.List;
import java.util.Map;

/**
 * What a campaign found.
 *
 * @param findings each property with what was held against it
 * @param figures in the order of their printing; they inform and decide nothing
 */
public record Verdict(long seed, List<Findings.Finding> findings, List<Struck> struck, Map<String, Object> figures) {
    public boolean passed() {
        return findings.stream().allMatch(Findings.Finding::passed);
    }
}

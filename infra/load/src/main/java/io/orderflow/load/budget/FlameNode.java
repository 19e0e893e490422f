package io.orderflow.load.budget;

import java.util.Map;
import java.util.TreeMap;

/** A frame with the samples that were seen in it and in what it called. Not safe for several threads. */
final class FlameNode {
    private final Map<String, FlameNode> callees = new TreeMap<>();
    private long samples;

    void add(Iterable<String> rootFirst) {
        samples++;
        FlameNode node = this;
        for (String frame : rootFirst) {
            node = node.callees.computeIfAbsent(frame, _ -> new FlameNode());
            node.samples++;
        }
    }

    Map<String, FlameNode> callees() {
        return callees;
    }

    long samples() {
        return samples;
    }

    /** Levels below this one whose frames have at least so many samples. */
    int depth(long samplesMin) {
        return callees.values()
            .stream()
            .filter(it -> it.samples >= samplesMin)
            .mapToInt(it -> 1 + it.depth(samplesMin))
            .max()
            .orElse(0);
    }
}

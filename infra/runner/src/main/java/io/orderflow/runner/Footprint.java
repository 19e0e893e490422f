package io.orderflow.runner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Resident memory of each process by its name, in bytes.
 *
 * @param processes the runner, with Kafka and the trace store in it, and each part that has a process of its own
 */
record Footprint(Map<String, Long> processes) {
    static final String RUNNER = "runner";

    static Footprint of(SystemReport system) {
        var processes = new LinkedHashMap<String, Long>();
        system.runner().find().ifPresent(runner -> processes.put(RUNNER, ResidentMemory.ofProcess(runner)));
        for (PartReport part : system.processes()) {
            if (!part.inRunner()) {
                Optional.ofNullable(part.process())
                    .flatMap(ProcessIdentity::find)
                    .ifPresent(
                            process -> processes.put(part.name(),
                                    part.name().equals(Ports.POSTGRES)
                                            ? ResidentMemory.ofFamily(process)
                                            : ResidentMemory.ofProcess(process)));
            }
        }
        return new Footprint(processes);
    }

    long totalBytes() {
        return processes.values().stream().mapToLong(Long::longValue).sum();
    }
}

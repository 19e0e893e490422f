package io.orderflow.load.budget;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** What the flight recordings of all JVMs show: samples by process and hop, and one flame graph of them. */
public final class Profile {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private final Map<String, Map<String, Long>> samples = new HashMap<>();
    private final FlameNode flame = new FlameNode();

    /** Reads a recording of a process. */
    public void read(String process, Path recording) throws IOException {
        if (!Files.exists(recording)) {
            return;
        }
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    sampled(process, thread(event.getThread("sampledThread")), event.getStackTrace().getFrames());
                }
            }
        }
    }

    private static String thread(@Nullable RecordedThread thread) {
        String name = thread == null ? null : thread.getJavaName();
        return name == null ? "" : name;
    }

    private void sampled(String process, String thread, List<RecordedFrame> frames) {
        List<String> classes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            classes.add(type);
            names.add(type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName());
        }
        add(process, Hops.of(process, thread, classes), names);
    }

    void add(String process, String hop, List<String> topFirst) {
        samples.computeIfAbsent(process, _ -> new TreeMap<>()).merge(hop, 1L, Long::sum);
        List<String> rootFirst = new ArrayList<>(topFirst);
        rootFirst.add(hop);
        rootFirst.add(process);
        Collections.reverse(rootFirst);
        flame.add(rootFirst);
    }

    /** Samples of each hop of a process; empty when it was not recorded. */
    public Map<String, Long> hops(String process) {
        return samples.getOrDefault(process, Map.of());
    }

    public String flameGraph(String title) {
        return FlameGraph.draw(title, flame);
    }

    public long samples() {
        return flame.samples();
    }
}

package io.orderflow.load.budget;

import io.orderflow.load.machine.WatchedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Recordings of running JVMs, by the JDK's own tool. Blocks its caller; a process that is no JVM is left out. */
public final class FlightRecordings {
    private static final String NAME = "orderflow-budget";
    private static final long TOOL_SECONDS_MAX = 60;
    private final Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private final Path folder;
    private final List<WatchedProcess> recorded = new ArrayList<>();

    private FlightRecordings(Path folder) {
        this.folder = folder;
    }

    public static FlightRecordings start(List<WatchedProcess> processes) throws IOException, InterruptedException {
        FlightRecordings recordings = new FlightRecordings(Files.createTempDirectory("orderflow-budget"));
        for (WatchedProcess process : processes) {
            if (!process.family() && recordings.tell(process, "JFR.start", "name=" + NAME, "settings=profile",
                    "maxsize=200m")) {
                recordings.recorded.add(process);
            }
        }
        return recordings;
    }

    /** Ends the recordings and reads them. */
    public Profile stop() throws IOException, InterruptedException {
        Profile profile = new Profile();
        for (WatchedProcess process : recorded) {
            Path file = folder.resolve(process.name() + ".jfr");
            tell(process, "JFR.stop", "name=" + NAME, "filename=" + file);
            profile.read(process.name(), file);
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
        return profile;
    }

    private boolean tell(WatchedProcess process, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jcmd.toString(), Long.toString(process.pid())));
        command.addAll(List.of(words));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        if (!tool.waitFor(TOOL_SECONDS_MAX, TimeUnit.SECONDS)) {
            tool.destroyForcibly();
            return false;
        }
        return tool.exitValue() == 0;
    }
}

package io.orderflow.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;

/** A JFR recording of one measure, to see where the time goes. */
public final class Recording implements AutoCloseable {
    private final jdk.jfr.Recording recording;
    private final Path file;

    private Recording(jdk.jfr.Recording recording, Path file) {
        this.recording = recording;
        this.file = file;
    }

    public static Recording start(Path file) throws IOException {
        try {
            jdk.jfr.Recording recording = new jdk.jfr.Recording(Configuration.getConfiguration("profile"));
            recording.start();
            return new Recording(recording, file);
        } catch (ParseException brokenJdk) {
            throw new IOException("the JDK's own settings for profiles cannot be read", brokenJdk);
        }
    }

    /** Ends it and writes the file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        recording.stop();
        recording.dump(file);
        recording.close();
    }
}

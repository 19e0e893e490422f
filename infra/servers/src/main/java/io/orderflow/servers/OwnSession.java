package io.orderflow.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Starts a program in a session of its own, so that Ctrl-C at the terminal reaches only the process that stops the
 * others in order. The program keeps the pid of the process that is started.
 */
public final class OwnSession {
    private static final List<String> SETSID = List.of("setsid");
    private static final List<String> PERL = List.of("perl", "-MPOSIX=setsid", "-e", "setsid(); exec @ARGV or die");
    private static final List<String> PREFIX = prefix();

    private OwnSession() {}

    /** The command itself where the system has no means for it. */
    public static List<String> command(List<String> command) {
        var all = new ArrayList<>(PREFIX);
        all.addAll(command);
        return all;
    }

    private static List<String> prefix() {
        if (onPath("setsid")) {
            return SETSID;
        }
        return onPath("perl") ? PERL : List.of();
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        return path != null && Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(path)
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

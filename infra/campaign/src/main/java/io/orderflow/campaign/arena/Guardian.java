package io.orderflow.campaign.arena;

import io.orderflow.servers.OwnSession;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A shell that outlives a campaign which is killed, for as long as it takes to end what cannot notice that by itself:
 * PostgreSQL and a process that is stopped by a signal.
 */
final class Guardian implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            stopped=
            while read -r line; do stopped=$line; done
            case $stopped in ''|done) ;; *) kill -9 "$stopped" ;; esac
            for file in "$1"/*/postmaster.pid; do
              [ -r "$file" ] || continue
              pid=$(head -n 1 "$file")
              kill -QUIT "$pid"
              for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" && sleep 1 || break; done
            done
            [ "$3" = true ] || rm -rf "$1"
            [ "$stopped" = done ] || rm -rf "$2"
            """;

    private final Process shell;

    /**
     * @param data folder of the clusters, removed at the end unless it is to be kept
     * @param program folder that is removed when the campaign is killed
     */
    Guardian(Path data, Path program, boolean keep) {
        try {
            shell = new ProcessBuilder(OwnSession.command(
                    List.of("sh", "-c", SCRIPT, "guardian", data.toString(), program.toString(),
                            Boolean.toString(keep))))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        } catch (IOException e) {
            throw new UncheckedIOException("A shell could not be started", e);
        }
    }

    void isStopped(Child child) {
        say(Long.toString(child.pid()));
    }

    void runsAgain() {
        say("");
    }

    private void say(String line) {
        try {
            OutputStream input = shell.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The guardian has gone", e);
        }
    }

    @Override
    public void close() {
        say("done");
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

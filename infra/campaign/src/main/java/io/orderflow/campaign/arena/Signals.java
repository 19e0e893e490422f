package io.orderflow.campaign.arena;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java does not know. */
final class Signals {
    private Signals() {}

    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The signal " + signal + " could not be sent", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

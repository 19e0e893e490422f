package io.orderflow.testservers;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the {@code docker} command whether containers can be used. Testcontainers itself would find that out too, but it
 * repeats a pull that cannot succeed for two minutes an image.
 */
final class ContainerEngine {
    private static final int ANSWER_SECONDS_MAX = 10;
    private static final int PULL_SECONDS_MAX = 300;

    private ContainerEngine() {}

    /** @return what stands in the way, or null if each image is there or was pulled */
    static @Nullable String problem(List<String> images) {
        try {
            if (!succeeds(ANSWER_SECONDS_MAX, "docker", "version")) {
                return "no container engine answers";
            }
            for (String image : images) {
                if (!succeeds(ANSWER_SECONDS_MAX, "docker", "image", "inspect", image)
                        && !succeeds(PULL_SECONDS_MAX, "docker", "pull", "--quiet", image)) {
                    return "the image " + image + " is not there and cannot be pulled";
                }
            }
            return null;
        } catch (IOException _) {
            return "there is no docker command";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static boolean succeeds(int secondsMax, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        if (process.waitFor(secondsMax, TimeUnit.SECONDS)) {
            return process.exitValue() == 0;
        }
        process.destroyForcibly();
        return false;
    }
}

package io.orderflow.runner;

import io.orderflow.campaign.CampaignCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a campaign in a JVM of its own, because it remembers every append and this one's heap is small, and because the
 * processes of a campaign start from a jar that is taken apart.
 */
final class CampaignProcess implements CampaignCommand.Host {
    private static final long HEAP_MEGABYTES_MIN = 512;
    private static final long EVENTS_PER_HEAP_MEGABYTE = 3_000;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=UTF-8");

    @Override
    public int run(long events, Path folder, List<String> arguments) throws IOException, InterruptedException {
        Path program = folder.resolve(CampaignCommand.PROGRAM);
        ExecutableJar.takeApart(ownJar(), program);
        var command = new ArrayList<String>(List.of(JavaCommand.java().toString(),
                "-Xmx" + (HEAP_MEGABYTES_MIN + events / EVENTS_PER_HEAP_MEGABYTE) + "m"));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", program.resolve(ExecutableJar.PROGRAM).toString(),
                CampaignCommand.class.getName()));
        command.addAll(arguments);
        // Its standard input is a pipe of this process: it ends when this one does.
        Process campaign = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        int exitCode = campaign.waitFor();
        DataDirectory.delete(program);
        return exitCode;
    }

    private static Path ownJar() {
        String jar = System.getProperty("java.class.path");
        if (!jar.endsWith("-exec.jar")) {
            throw new CannotRunException(ExitCode.UNAVAILABLE,
                    "A campaign starts from the built jar: run './orderflow campaign'.");
        }
        return Path.of(jar);
    }
}

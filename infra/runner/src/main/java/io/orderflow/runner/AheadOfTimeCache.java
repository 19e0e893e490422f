package io.orderflow.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a JVM learned about a program in a former run: its classes, loaded and linked, and the profiles of its methods.
 * A run that is recorded writes down at its clean end what it learned; a second JVM makes the cache of that; later runs
 * map it.
 *
 * <p>
 * The JVM looks at a cache's head only, so a checksum is kept beside it: one that is damaged is deleted. Its name has
 * the JVM, its flags and the program's path in it, so that one of others is not used: with a cache of another path a
 * JVM takes the classes for those of the old place, and one that finds a sealed package among them ends at once (JDK
 * 25). None of it can stop a start.
 */
final class AheadOfTimeCache {
    /** How the making of a cache ended. */
    enum Outcome {
        MADE, FAILED,
        /** By Ctrl-C. */
        INTERRUPTED
    }

    static final String RECORD = "-XX:AOTMode=record";
    private static final Logger LOG = LoggerFactory.getLogger(AheadOfTimeCache.class);
    private static final String SUFFIX = ".aot";
    private static final String QUIET = "-Xlog:aot*=off";
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int ENDED_BY_INTERRUPT = 130;

    private final Path program;
    private final List<String> flags;
    private final Path cache;
    private final Path checksum;
    private final Path recorded;
    private final Path unfinished;

    /**
     * @param program absolute path of its jar, alone with its libraries in a folder whose content never changes
     * @param jvm names the exact build of the JVM
     * @param flags what the JVM is started with
     */
    AheadOfTimeCache(Path program, String jvm, List<String> flags) {
        this.program = program;
        this.flags = List.copyOf(flags);
        var key = new CRC32C();
        key.update((jvm + "\n" + String.join("\n", flags) + "\n" + program).getBytes(StandardCharsets.UTF_8));
        cache = program.resolveSibling(Long.toHexString(key.getValue()) + SUFFIX);
        checksum = besides(".crc32c");
        recorded = besides(".recorded");
        unfinished = besides(".unfinished");
    }

    /** The JVM that this process runs in, which is also the one of the applications. */
    static String thisJvm() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + " "
                + System.getProperty("os.arch");
    }

    /** Flags that use the cache; none if there is no whole one. */
    List<String> using() {
        try {
            if (isUsable()) {
                return List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=auto", QUIET);
            }
        } catch (IOException e) {
            LOG.warn("The ahead-of-time cache {} cannot be read: {}", cache, e.toString());
        }
        return List.of();
    }

    /** Flags that record a run; what there was before is gone then. */
    List<String> recording() {
        try {
            deleteAll();
            return List.of(RECORD, "-XX:AOTConfiguration=" + recorded, QUIET);
        } catch (IOException e) {
            LOG.warn("No ahead-of-time cache can be made beside {}: {}", program, e.toString());
            return List.of();
        }
    }

    boolean hasRecorded() {
        return Files.isRegularFile(recorded);
    }

    /** No cache is made of the last run, for it did not get far or did not end well. */
    void dropRecorded() {
        deleteQuietly(recorded);
    }

    /**
     * Makes the cache of what a run recorded that has ended. Blocks; the next start uses it.
     *
     * @param longest given up then
     */
    Outcome assemble(Duration longest) throws InterruptedException {
        try {
            int exitCode = runAssembly(longest);
            if (exitCode == 0) {
                Files.writeString(checksum, checksum(unfinished));
                Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
                return Outcome.MADE;
            }
            LOG.warn("The ahead-of-time cache {} could not be made: the JVM ended with {}", cache, exitCode);
            return exitCode == ENDED_BY_INTERRUPT ? Outcome.INTERRUPTED : Outcome.FAILED;
        } catch (IOException e) {
            LOG.warn("The ahead-of-time cache {} could not be made: {}", cache, e.toString());
            return Outcome.FAILED;
        } finally {
            deleteQuietly(recorded);
            deleteQuietly(unfinished);
        }
    }

    /** In the terminal's own process group: Ctrl-C ends it, at once because of {@code -Xrs}. */
    private int runAssembly(Duration longest) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(JavaCommand.java().toString());
        command.addAll(flags);
        command.addAll(List.of("-Xrs", "-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded,
                "-XX:AOTCache=" + unfinished, QUIET, "-jar", program.toString()));
        var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
        JavaCommand.JVM_OPTIONS.forEach(builder.environment()::remove);
        Process assembly = builder.start();
        assembly.getOutputStream().close();
        if (!assembly.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            assembly.destroyForcibly();
        }
        return assembly.waitFor();
    }

    private boolean isUsable() throws IOException {
        if (!Files.isRegularFile(cache)) {
            return false;
        }
        boolean whole = Files.isRegularFile(checksum) && Files.readString(checksum).equals(checksum(cache));
        if (!whole) {
            LOG.warn("The ahead-of-time cache {} is damaged: the program starts without it", cache);
            Files.delete(cache);
        }
        return whole;
    }

    /** Also those of other JVMs and flags, and what a killed run left behind. */
    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.list(program.resolveSibling(""))) {
            files.filter(file -> file.getFileName().toString().contains(SUFFIX)).forEach(AheadOfTimeCache::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Path besides(String suffix) {
        return cache.resolveSibling(cache.getFileName() + suffix);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} stays behind: {}", file, e.toString());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checksum(Path file) throws IOException {
        var sum = new CRC32C();
        try (var channel = FileChannel.open(file)) {
            var buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (channel.read(buffer) >= 0) {
                sum.update(buffer.flip());
                buffer.clear();
            }
        }
        return Long.toHexString(sum.getValue());
    }
}

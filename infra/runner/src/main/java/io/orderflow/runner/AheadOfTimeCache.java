package io.orderflow.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a JVM learned about a program in a former run: its classes, loaded and linked, and the profiles of its methods.
 * The JVM records a run when it is told to and writes the cache at its clean end; later runs map it.
 *
 * <p>
 * The JVM looks at a cache's head only, so a checksum is kept beside it: one that is damaged is deleted. Its name has
 * the JVM and its flags in it, so that one of another JVM or of other flags is not used. None of it can stop a start.
 */
final class AheadOfTimeCache {
    private static final Logger LOG = LoggerFactory.getLogger(AheadOfTimeCache.class);
    private static final String SUFFIX = ".aot";
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path folder;
    private final Path cache;
    private final Path checksum;
    private final Path recorded;

    /**
     * @param folder of the program, whose content never changes
     * @param jvm names the exact build of the JVM
     * @param flags what the JVM is started with
     */
    AheadOfTimeCache(Path folder, String jvm, List<String> flags) {
        this.folder = folder;
        var key = new CRC32C();
        key.update((jvm + "\n" + String.join("\n", flags)).getBytes(StandardCharsets.UTF_8));
        cache = folder.resolve(Long.toHexString(key.getValue()) + SUFFIX);
        checksum = folder.resolve(cache.getFileName() + ".crc32c");
        recorded = folder.resolve(cache.getFileName() + ".recorded");
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
                return List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=auto");
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
            return List.of("-XX:AOTCacheOutput=" + recorded, "-Xlog:aot*=off");
        } catch (IOException e) {
            LOG.warn("No ahead-of-time cache can be made in {}: {}", folder, e.toString());
            return List.of();
        }
    }

    /** To be called when a recorded run has ended as asked to: the cache is whole then, and the next start uses it. */
    void keepRecorded() {
        try {
            if (Files.isRegularFile(recorded)) {
                Files.writeString(checksum, checksum(recorded));
                Files.move(recorded, cache, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.warn("The ahead-of-time cache in {} could not be kept: {}", folder, e.toString());
        }
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
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().contains(SUFFIX)).forEach(AheadOfTimeCache::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
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

package io.orderflow.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * The applications' jars, taken apart once per build into a jar and its libraries: such a program starts in half the
 * time of one whose libraries lie within its jar.
 */
final class Programs {
    private final Path home;
    private final Path cache;
    private final boolean record;

    /**
     * @param home root of the repository
     * @param cache where they are taken apart
     * @param record their run is recorded, and their clean end makes ahead-of-time caches
     */
    Programs(Path home, Path cache, boolean record) {
        this.home = home;
        this.cache = cache;
        this.record = record;
    }

    /** Takes the application's jar apart unless that was done before, and gives the command that runs it. */
    Program of(Service service) throws IOException {
        Path jar = built(service);
        Path folder = cache.resolve(service.artifact() + "-" + contentKey(jar));
        if (!Files.isDirectory(folder)) {
            removeOlder(service);
            ExecutableJar.takeApart(jar, folder);
        }
        List<String> flags = JavaCommand.flags(service);
        var trained = new AheadOfTimeCache(folder, AheadOfTimeCache.thisJvm(), flags);
        var command = new ArrayList<String>();
        command.add(JavaCommand.java().toString());
        command.addAll(flags);
        command.addAll(archiveFlags(folder, trained));
        command.addAll(List.of("-jar", folder.resolve(ExecutableJar.PROGRAM).toString()));
        return new Program(command, trained);
    }

    private List<String> archiveFlags(Path folder, AheadOfTimeCache trained) {
        List<String> flags = record ? trained.recording() : trained.using();
        // Without a cache the first clean stop writes the loaded classes down; later starts map them.
        return flags.isEmpty()
                ? List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"),
                        "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : flags;
    }

    private Path built(Service service) throws IOException {
        Path target = home.resolve(service.module()).resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                var jar = files
                    .filter(file -> file.getFileName().toString().matches(service.artifact() + "-.*-exec\\.jar"))
                    .findFirst();
                if (jar.isPresent()) {
                    return jar.get();
                }
            }
        }
        throw new CannotRunException(ExitCode.UNAVAILABLE,
                service.name() + " is not built: run 'mvn package' in " + home + " and try again.");
    }

    /** Of names and checksums: the file's time says nothing, since builds are reproducible. */
    private static String contentKey(Path jar) throws IOException {
        var checksum = new CRC32();
        try (var zip = new ZipFile(jar.toFile())) {
            zip.stream()
                .map(entry -> entry.getName() + ":" + entry.getCrc())
                .sorted()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .forEach(checksum::update);
            return Long.toHexString(checksum.getValue()) + "-" + zip.size();
        }
    }

    private void removeOlder(Service service) throws IOException {
        if (!Files.isDirectory(cache)) {
            return;
        }
        try (Stream<Path> folders = Files.list(cache)) {
            for (Path older : folders.filter(it -> it.getFileName().toString().startsWith(service.artifact() + "-"))
                .toList()) {
                DataDirectory.delete(older);
            }
        }
    }
}

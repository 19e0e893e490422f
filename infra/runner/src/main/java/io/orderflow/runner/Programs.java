package io.orderflow.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * The programs' jars, taken apart once per build into a jar and its libraries: such a program starts in half the time
 * of one whose libraries lie within its jar, and only such a one can have an ahead-of-time cache.
 */
final class Programs {
    private static final String EXECUTABLE = "-exec.jar";

    private final Path home;
    private final Path folder;
    private final Recording recording;
    private final Map<String, AheadOfTimeCache> recorded = new ConcurrentSkipListMap<>();

    /**
     * @param home root of the repository
     * @param folder where they are taken apart
     * @param recording whose runs are recorded
     */
    Programs(Path home, Path folder, Recording recording) {
        this.home = home;
        this.folder = folder;
        this.recording = recording;
    }

    /** Takes the application's jar apart unless that was done before, and gives the command that runs it. */
    Program of(Service service) throws IOException {
        Path program = takenApart(built(service), service.artifact());
        return program(service.name(), program, JavaCommand.flags(service));
    }

    /**
     * The same for a program that was started from an executable jar; a program of another kind is left as it is.
     *
     * @param arguments of the JVM: flags, the jar, and the program's own arguments
     */
    List<String> ofArguments(String name, String artifact, List<String> arguments) throws IOException {
        int jar = arguments.indexOf("-jar") + 1;
        if (jar == 0 || jar == arguments.size() || !arguments.get(jar).endsWith(EXECUTABLE)) {
            var command = new ArrayList<>(List.of(JavaCommand.java().toString()));
            command.addAll(arguments);
            return command;
        }
        Path program = takenApart(Path.of(arguments.get(jar)), artifact);
        var command = new ArrayList<>(program(name, program, arguments.subList(0, jar - 1)).command());
        command.addAll(arguments.subList(jar + 1, arguments.size()));
        return command;
    }

    /** By name of the program: the caches to be made when they have ended. */
    Map<String, AheadOfTimeCache> recorded() {
        return new TreeMap<>(recorded);
    }

    private Program program(String name, Path jar, List<String> flags) {
        var cache = new AheadOfTimeCache(jar, AheadOfTimeCache.thisJvm(), flags);
        var command = new ArrayList<String>();
        command.add(JavaCommand.java().toString());
        command.addAll(flags);
        command.addAll(cacheFlags(name, cache));
        command.addAll(List.of("-jar", jar.toString()));
        return new Program(command, cache);
    }

    private List<String> cacheFlags(String name, AheadOfTimeCache cache) {
        List<String> using = recording == Recording.ANEW ? List.of() : cache.using();
        if (!using.isEmpty() || recording == Recording.NEVER) {
            return using;
        }
        recorded.put(name, cache);
        return cache.recording();
    }

    private Path takenApart(Path jar, String artifact) throws IOException {
        Path target = folder.resolve(artifact + "-" + contentKey(jar)).toAbsolutePath();
        if (!Files.isDirectory(target)) {
            removeOlder(artifact);
            ExecutableJar.takeApart(jar, target);
        }
        return target.resolve(ExecutableJar.PROGRAM);
    }

    private Path built(Service service) throws IOException {
        Path target = home.resolve(service.module()).resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                var jar = files
                    .filter(file -> file.getFileName().toString().startsWith(service.artifact() + "-")
                            && file.getFileName().toString().endsWith(EXECUTABLE))
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

    private void removeOlder(String artifact) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path older : folders.filter(it -> it.getFileName().toString().startsWith(artifact + "-"))
                .toList()) {
                DataDirectory.delete(older);
            }
        }
    }
}

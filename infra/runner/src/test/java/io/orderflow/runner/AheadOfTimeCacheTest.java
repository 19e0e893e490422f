package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AheadOfTimeCacheTest {
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String USED = "-XX:AOTCache=";
    private static final String RECORDED = "-XX:AOTConfiguration=";

    @TempDir
    private Path folder;

    /** The program of this test. */
    static final class Tiny {
        private Tiny() {}

        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }

    @BeforeEach
    void makeProgram() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Tiny.class.getName());
        String entry = Tiny.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(program()), manifest);
                InputStream content = Tiny.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(content).transferTo(jar);
        }
    }

    @Test
    void whatARunRecordedIsUsedOnceTheCacheIsMade() throws Exception {
        var cache = cache("jvm 1", FLAGS);
        assertThat(run(cache.recording())).startsWith("hello");
        assertThat(cache.using()).as("before it is made").isEmpty();

        assertThat(cache.assemble(LONGEST)).isEqualTo(AheadOfTimeCache.Outcome.MADE);

        List<String> strict = cache.using().stream().map(flag -> flag.replace("AOTMode=auto", "AOTMode=on")).toList();
        assertThat(strict).contains("-XX:AOTMode=on");
        assertThat(run(strict)).as("a run that fails unless the cache fits").isEqualTo("hello");
        assertThat(names()).as("nothing else stays").hasSize(3);
        assertThat(cache("jvm 2", FLAGS).using()).as("of another JVM").isEmpty();
        assertThat(cache("jvm 1", List.of("-Xmx65m", "-XX:+UseSerialGC")).using()).as("of other flags").isEmpty();
    }

    @Test
    void aDamagedOneIsDeletedAndNotUsed() throws Exception {
        var cache = made();
        Path file = file(cache.using(), USED);
        Files.writeString(file, "x", StandardOpenOption.APPEND);

        assertThat(cache.using()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void oneOfAProgramThatWasMovedIsNotUsed() throws Exception {
        made();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        for (String name : names()) {
            if (Files.isRegularFile(folder.resolve(name))) {
                Files.move(folder.resolve(name), elsewhere.resolve(name));
            }
        }

        assertThat(new AheadOfTimeCache(elsewhere.resolve("program.jar"), "jvm 1", FLAGS).using()).isEmpty();
    }

    @Test
    void oneWithoutItsChecksumIsNotUsed() throws Exception {
        var cache = made();
        Path file = file(cache.using(), USED);
        Files.delete(file.resolveSibling(file.getFileName() + ".crc32c"));

        assertThat(cache.using()).isEmpty();
    }

    @Test
    void aNewRecordingDeletesAllThatWasThere() throws Exception {
        var cache = made();

        cache("jvm 2", FLAGS).recording();

        assertThat(cache.using()).isEmpty();
        assertThat(names()).containsExactly("program.jar");
    }

    @Test
    void whatCannotBeMadeLeavesNothingBehind() throws Exception {
        var cache = cache("jvm 1", FLAGS);
        Files.writeString(file(cache.recording(), RECORDED), "no recording");
        var said = new ArrayList<String>();

        StartCaches.make(Map.of("tiny", cache), said::add);

        assertThat(said).first().asString().contains("making the start cache of tiny");
        assertThat(said).last().asString().contains("given up");
        assertThat(cache.using()).isEmpty();
        assertThat(names()).containsExactly("program.jar");
    }

    @Test
    void whatTakesTooLongIsGivenUp() throws Exception {
        var cache = cache("jvm 1", FLAGS);
        run(cache.recording());

        assertThat(cache.assemble(Duration.ZERO)).isEqualTo(AheadOfTimeCache.Outcome.FAILED);

        assertThat(names()).containsExactly("program.jar");
    }

    @Test
    void aRunThatRecordedNothingIsPassedOver() {
        var said = new ArrayList<String>();

        StartCaches.make(Map.of("tiny", cache("jvm 1", FLAGS)), said::add);

        assertThat(said).isEmpty();
    }

    @Test
    void aFolderThatCannotBeReadStopsNothing() throws Exception {
        var cache = new AheadOfTimeCache(folder.resolve("missing/program.jar"), "jvm 1", FLAGS);

        assertThat(cache.using()).isEmpty();
        assertThat(cache.recording()).isEmpty();
        assertThat(cache.assemble(LONGEST)).isEqualTo(AheadOfTimeCache.Outcome.FAILED);
    }

    private AheadOfTimeCache made() throws Exception {
        var cache = cache("jvm 1", FLAGS);
        run(cache.recording());
        assertThat(cache.assemble(LONGEST)).isEqualTo(AheadOfTimeCache.Outcome.MADE);
        return cache;
    }

    private AheadOfTimeCache cache(String jvm, List<String> flags) {
        return new AheadOfTimeCache(program(), jvm, flags);
    }

    private Path program() {
        return folder.resolve("program.jar");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** What the program printed, and the JVM too. */
    private String run(List<String> cacheFlags) throws Exception {
        var command = new ArrayList<String>();
        command.add(JavaCommand.java().toString());
        command.addAll(FLAGS);
        command.addAll(cacheFlags);
        command.addAll(List.of("-jar", program().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private static Path file(List<String> flags, String name) {
        return flags.stream()
            .filter(flag -> flag.startsWith(name))
            .map(flag -> Path.of(flag.substring(name.length())))
            .findFirst()
            .orElseThrow();
    }
}

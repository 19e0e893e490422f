package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AheadOfTimeCacheTest {
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC");

    @TempDir
    private Path folder;

    @Test
    void whatARunRecordedIsUsedOnceItHasEnded() throws Exception {
        var cache = cache("jvm 1", FLAGS);
        record(cache, "learned");
        assertThat(cache.using()).as("while the run goes on").isEmpty();

        cache.keepRecorded();

        assertThat(cache.using()).anyMatch(flag -> flag.startsWith("-XX:AOTCache=" + folder));
        assertThat(Files.readString(used(cache))).isEqualTo("learned");
    }

    @Test
    void aDamagedOneIsDeletedAndNotUsed() throws Exception {
        var cache = cache("jvm 1", FLAGS);
        record(cache, "learned");
        cache.keepRecorded();
        Path file = used(cache);
        Files.writeString(file, "learnt!");

        assertThat(cache.using()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void oneWithoutItsChecksumIsNotUsed() throws Exception {
        var cache = cache("jvm 1", FLAGS);
        record(cache, "learned");
        cache.keepRecorded();
        Path file = used(cache);
        Files.delete(file.resolveSibling(file.getFileName() + ".crc32c"));

        assertThat(cache.using()).isEmpty();
    }

    @Test
    void anotherJvmOrOtherFlagsDoNotUseIt() throws Exception {
        var cache = cache("jvm 1", FLAGS);
        record(cache, "learned");
        cache.keepRecorded();

        assertThat(cache("jvm 2", FLAGS).using()).isEmpty();
        assertThat(cache("jvm 1", List.of("-Xmx64m", "-XX:+UseParallelGC")).using()).isEmpty();
        assertThat(cache("jvm 1", FLAGS).using()).isNotEmpty();
    }

    @Test
    void aNewRecordingReplacesAllThatWasThere() throws Exception {
        var foreign = cache("jvm 2", FLAGS);
        record(foreign, "elsewhere");
        foreign.keepRecorded();
        Files.writeString(folder.resolve("program.jar"), "program");

        var cache = cache("jvm 1", FLAGS);
        record(cache, "anew");
        cache.keepRecorded();

        assertThat(foreign.using()).isEmpty();
        assertThat(Files.readString(used(cache))).isEqualTo("anew");
        assertThat(folder.resolve("program.jar")).hasContent("program");
    }

    @Test
    void aFolderThatCannotBeReadStopsNothing() {
        var cache = new AheadOfTimeCache(folder.resolve("missing"), "jvm 1", FLAGS);

        assertThat(cache.using()).isEmpty();
        assertThat(cache.recording()).isEmpty();
        cache.keepRecorded();
    }

    private AheadOfTimeCache cache(String jvm, List<String> flags) {
        return new AheadOfTimeCache(folder, jvm, flags);
    }

    private static void record(AheadOfTimeCache cache, String content) throws IOException {
        Files.writeString(file(cache.recording(), "-XX:AOTCacheOutput="), content);
    }

    private static Path used(AheadOfTimeCache cache) {
        return file(cache.using(), "-XX:AOTCache=");
    }

    private static Path file(List<String> flags, String name) {
        return flags.stream()
            .filter(flag -> flag.startsWith(name))
            .map(flag -> Path.of(flag.substring(name.length())))
            .findFirst()
            .orElseThrow();
    }
}

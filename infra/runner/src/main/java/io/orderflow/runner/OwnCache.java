package io.orderflow.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ahead-of-time cache of a runner in the background. It cannot make its own at its end: who waits for its end does.
 */
final class OwnCache {
    static final String NAME = "runner";
    static final String ARTIFACT = "orderflow-runner";

    private OwnCache() {}

    /**
     * The cache that a runner is recording for, as its arguments say; none if it does not record.
     *
     * @param runner still runs
     */
    static Optional<AheadOfTimeCache> of(ProcessHandle runner) {
        return runner.info().arguments().map(List::of).flatMap(OwnCache::of);
    }

    private static Optional<AheadOfTimeCache> of(List<String> arguments) {
        int jar = arguments.indexOf("-jar");
        if (jar < 0 || jar + 1 == arguments.size() || !arguments.contains(AheadOfTimeCache.RECORD)) {
            return Optional.empty();
        }
        List<String> flags = arguments.subList(0, jar)
            .stream()
            .filter(flag -> !flag.startsWith("-XX:AOT") && !flag.startsWith("-Xlog:aot"))
            .toList();
        Path program = Path.of(arguments.get(jar + 1));
        return Files.isRegularFile(program)
                ? Optional.of(new AheadOfTimeCache(program, AheadOfTimeCache.thisJvm(), flags))
                : Optional.empty();
    }

    static void make(AheadOfTimeCache cache, Consumer<String> progress) {
        StartCaches.make(Map.of(NAME, cache), progress);
    }
}

package io.orderflow.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the store's and the relay's SQL leaves alone, because of what it would cost later. */
class StoreSourcesTest {
    private static final Path MAIN = Path.of("src/main");

    @Test
    void nothingIsKeptInASession() throws IOException {
        assertThat(linesWith("\\b(NOTIFY|LISTEN)\\b|pg_notify|pg_(try_)?advisory_"))
            .as("a notification locks the whole server at commit, and a pooler hands the session to somebody else")
            .isEmpty();
    }

    @Test
    void noTransactionIdIsStoredOrCompared() throws IOException {
        assertThat(linesWith("\\bxmin\\b|\\bxid8?\\b|txid_|pg_current_xact|pg_snapshot"))
            .as("transaction ids wrap around, mean nothing after a restore, and wait for foreign transactions")
            .isEmpty();
    }

    private static List<String> linesWith(String forbidden) throws IOException {
        Pattern pattern = Pattern.compile(forbidden);
        try (Stream<Path> files = Files.walk(MAIN)) {
            List<Path> sources = files.filter(it -> it.toString().matches(".*\\.(java|sql)")).toList();
            assertThat(sources).hasSizeGreaterThan(20);
            return sources.stream()
                .flatMap(StoreSourcesTest::lines)
                .filter(line -> pattern.matcher(line).find())
                .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(line -> file + ": " + line.strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

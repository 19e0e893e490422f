package io.orderflow.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/traps.md names tests; they have to be there. */
class TrapsTest {
    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("^\\| (E\\d+) [^|]+\\|([^|]+)\\|([^|]+)\\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    /** Those of projections are E16 to E21, E26, E27 and E35. */
    private static final List<Integer> OF_STORE_AND_RELAY = IntStream
        .of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 22, 23, 24, 25, 28, 29, 30, 31, 32, 33, 34, 36, 37, 38,
                39)
        .boxed()
        .toList();

    @Test
    void everyTrapHasAnAnswerAndATestOrAReason() throws IOException {
        Map<String, String> rows = new HashMap<>();
        Matcher row = ROW.matcher(document());
        while (row.find()) {
            rows.put(row.group(1), row.group(2) + row.group(3));
        }

        assertThat(rows).containsOnlyKeys(OF_STORE_AND_RELAY.stream().map(it -> "E" + it).toList());
        assertThat(rows).allSatisfy((_, answer) -> assertThat(TEST.matcher(answer).find()
                || answer.contains("cannot happen: "))
            .isTrue());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        Matcher test = TEST.matcher(document());
        while (test.find()) {
            String source = sources.getOrDefault(test.group(1) + ".java", "");
            if (!Pattern.compile("@\\w*Test\\b[^;{}]*\\bvoid " + test.group(2) + "\\(").matcher(source).find()) {
                missing.add(test.group());
            }
        }

        assertThat(missing).isEmpty();
    }

    private static String document() throws IOException {
        return Files.readString(CHECKOUT.resolve("docs/traps.md"));
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(CHECKOUT, 14)) {
            for (Path file : files.filter(it -> it.toString().contains("/src/test/java/")
                    && it.toString().endsWith(".java"))
                .toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return sources;
    }
}

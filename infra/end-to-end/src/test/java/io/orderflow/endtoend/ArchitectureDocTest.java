package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The picture of modules and the list of packages in docs/architecture.md are made from the code.
 * {@code -Dorderflow.docs=write} writes them anew.
 */
class ArchitectureDocTest {
    private static final Path CHECKOUT = Launcher.checkout();
    private static final Path DOCUMENT = CHECKOUT.resolve("docs/architecture.md");
    private static final String BEGIN = "<!-- made from the code by ArchitectureDocTest -->\n";
    private static final String END = "<!-- end -->\n";
    private static final String SOURCES = "src/main/java/io/orderflow/";
    /** What runs and what proves; the picture is of the product. */
    private static final Set<String> BESIDES = Set.of("load", "campaign", "benchmarks", "servers", "testservers",
            "runner",
            "peer", "endtoend");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    @Test
    void theDocumentShowsTheModulesAndPackagesThatThereAre() throws IOException {
        String before = Files.readString(DOCUMENT);
        String made = before.substring(0, before.indexOf(BEGIN) + BEGIN.length()) + picture() + packages()
                + before.substring(before.indexOf(END));
        if (System.getProperty("orderflow.docs", "check").equals("write")) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(DOCUMENT).as("write it anew with -Dorderflow.docs=write").content().isEqualTo(made);
    }

    private static String picture() {
        JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.orderflow");
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass each : classes) {
            String from = module(each);
            if (BESIDES.contains(from)) {
                continue;
            }
            Set<String> to = arrows.computeIfAbsent(from, _ -> new TreeSet<>());
            each.getDirectDependenciesFromSelf()
                .stream()
                .map(it -> it.getTargetClass().getBaseComponentType())
                .filter(it -> it.getPackageName().startsWith("io.orderflow."))
                .map(ArchitectureDocTest::module)
                .filter(it -> !it.equals(from) && !BESIDES.contains(it))
                .forEach(to::add);
        }
        StringBuilder picture = new StringBuilder("\n```mermaid\ngraph LR\n");
        arrows.forEach((from, targets) -> {
            if (targets.isEmpty()) {
                picture.append("  ").append(from).append('\n');
            }
            targets.forEach(to -> picture.append("  ").append(from).append(" --> ").append(to).append('\n'));
        });
        return picture.append("```\n").toString();
    }

    private static String module(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[2];
    }

    private static String packages() throws IOException {
        Map<String, Map<String, String>> byModule = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CHECKOUT)) {
            List<Path> found = files
                .filter(it -> it.endsWith("package-info.java") && it.toString().contains(SOURCES)
                        && !it.toString().contains("/target/"))
                .toList();
            for (Path file : found) {
                String path = CHECKOUT.relativize(file).toString();
                int sources = path.indexOf(SOURCES);
                String name = path.substring(sources + SOURCES.length(), path.lastIndexOf('/')).replace('/', '.');
                byModule.computeIfAbsent(path.substring(0, sources - 1), _ -> new TreeMap<>()).put(name, purpose(file));
            }
        }
        StringBuilder packages = new StringBuilder("\n| package | holds |\n|---|---|\n");
        byModule.forEach((module, names) -> {
            packages.append("| **").append(module).append("** | |\n");
            names.forEach((name, purpose) -> packages.append("| `%s` | %s |%n".formatted(name, purpose)));
        });
        return packages.append('\n').toString();
    }

    /** The comment's first paragraph on one line. */
    private static String purpose(Path packageInfo) {
        try {
            Matcher comment = COMMENT.matcher(Files.readString(packageInfo));
            return comment.find()
                    ? comment.group(1)
                        .replaceAll("(?m)^\\s*\\* ?", "")
                        .split("<p>", -1)[0]
                        .replaceAll("\\{@(?:code|link)\\s+([^}]*)}", "`$1`")
                        .strip()
                        .replaceAll("\\s+", " ")
                    : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.orderflow.gateway.Setting;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * docs/configuration.md is made from the code: names and defaults from the property records, the rest from their
 * comments; the gateway, which has no Spring, from its list of settings. {@code -Dorderflow.docs=write} writes the file
 * anew.
 */
class ConfigurationDocTest {
    private static final Path CHECKOUT = Launcher.checkout();
    private static final Path DOCUMENT = CHECKOUT.resolve("docs/configuration.md");
    private static final String HEAD = """
            # Configuration

            Every setting is given by the environment, or as a Spring property of the same meaning. A value out of its range stops the start
            with a sentence. Besides these, each application takes Spring Boot's own, above all `SPRING_DATASOURCE_URL`, `_USERNAME` and
            `_PASSWORD`, `SERVER_PORT`, `MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT` for spans, and
            `MANAGEMENT_TRACING_SAMPLING_PROBABILITY` (0 to 1, default 1) for the share of traces that is kept; of
            Spring Boot's own, `./orderflow up` passes on the last one only. The gateway has no
            Spring: it takes what is listed here, from the environment alone, and the settings of traces.

            This file is made from the code by `ConfigurationDocTest`.
            """;

    @Test
    void theDocumentSaysWhatTheCodeSays() throws IOException {
        String made = document();
        if (System.getProperty("orderflow.docs", "check").equals("write")) {
            Files.writeString(DOCUMENT, made);
        }
        assertThat(DOCUMENT).as("write it anew with -Dorderflow.docs=write").content().isEqualTo(made);
    }

    private static String document() throws IOException {
        StringBuilder document = new StringBuilder(HEAD);
        for (var application : rowsByApplication().entrySet()) {
            document.append("\n## ")
                .append(application.getKey())
                .append("\n\n| environment | default | meaning |\n|---|---|---|\n");
            application.getValue().stream().sorted().forEach(document::append);
        }
        return document.toString();
    }

    private static Map<String, List<String>> rowsByApplication() throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (JavaClass found : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.orderflow")) {
            if (found.isAnnotatedWith(ConfigurationProperties.class)) {
                Class<?> properties = found.reflect();
                String prefix = properties.getAnnotation(ConfigurationProperties.class).value();
                rows.computeIfAbsent(found.getPackageName().split("\\.", -1)[2], _ -> new ArrayList<>())
                    .addAll(rows(prefix, properties, SourceComments.of(CHECKOUT, properties)));
            }
        }
        rows.put("gateway", Arrays.stream(Setting.values())
            .map(it -> "| `%s` | `%s` | %s |%n".formatted(it.name(), it.defaultValue(), it.meaning()))
            .toList());
        return rows;
    }

    private static List<String> rows(String prefix, Class<?> properties, SourceComments comments) {
        List<String> rows = new ArrayList<>();
        RecordComponent[] components = properties.getRecordComponents();
        Parameter[] parameters = canonical(properties, components);
        for (int i = 0; i < components.length; i++) {
            String name = prefix + "." + components[i].getName();
            if (components[i].getType().isRecord()) {
                rows.addAll(rows(name, components[i].getType(), comments));
            } else {
                rows.add("| `%s` | %s | %s |%n".formatted(environment(name), defaultValue(parameters[i]),
                        comments.meaning(properties, components[i].getName())));
            }
        }
        return rows;
    }

    private static Parameter[] canonical(Class<?> properties, RecordComponent[] components) {
        try {
            return properties
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
                .getParameters();
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError("every record has its canonical constructor", impossible);
        }
    }

    private static String environment(String name) {
        return name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
    }

    private static String defaultValue(Parameter parameter) {
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        return value == null || value.value().length == 0
                ? ""
                : "`" + String.join(",", Objects.requireNonNull(value.value())) + "`";
    }
}

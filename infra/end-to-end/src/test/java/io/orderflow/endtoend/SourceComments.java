package io.orderflow.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the comments of a source file say about the components of its records. */
final class SourceComments {
    private static final Pattern RECORD = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/(?:(?!/\\*\\*|\\{).)*?\\brecord (\\w+)",
            Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+)\\s+((?:(?!@param).)*)", Pattern.DOTALL);
    private final Map<String, String> meanings = new HashMap<>();

    private SourceComments(String source) {
        Matcher records = RECORD.matcher(source);
        while (records.find()) {
            Matcher parameters = PARAMETER.matcher(records.group(1));
            while (parameters.find()) {
                meanings.put(records.group(2) + "." + parameters.group(1), plain(parameters.group(2)));
            }
        }
    }

    static SourceComments of(Path checkout, Class<?> type) throws IOException {
        String file = "src/main/java/" + type.getName().replace('.', '/') + ".java";
        try (Stream<Path> paths = Files.walk(checkout, 12)) {
            return new SourceComments(
                    Files.readString(paths.filter(it -> it.endsWith(file)).findFirst().orElseThrow()));
        }
    }

    /** One sentence in one line; empty when there is none. */
    String meaning(Class<?> type, String component) {
        return meanings.getOrDefault(type.getSimpleName() + "." + component, "");
    }

    private static String plain(String comment) {
        return comment.replaceAll("\\n\\s*\\*", " ")
            .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
            .replace("|", "\\|")
            .replaceAll("\\s+", " ")
            .strip();
    }
}

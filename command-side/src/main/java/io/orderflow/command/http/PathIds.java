package io.orderflow.command.http;

import java.util.function.Function;

/** Identifiers in addresses: what has not the form of one names nothing. */
final class PathIds {
    private PathIds() {}

    static <T> T parse(String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException _) {
            throw RefusalProblems.notFound("resource with this id");
        }
    }
}

package io.orderflow.contract;

import java.util.regex.Pattern;

/** The form that all identifiers share: it needs no escaping in a URL, a Kafka key or a log line. */
final class Identifiers {
    static final int LENGTH_MAX = 64;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0," + (LENGTH_MAX - 1) + "}");

    private Identifiers() {}

    static void require(String what, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a " + what + " has 1 to " + LENGTH_MAX
                    + " letters, digits, '_', '.' or '-' and starts with a letter or digit");
        }
    }
}

package io.orderflow.contract;

/** The form that all identifiers share: it needs no escaping in a URL, a Kafka key or a log line. */
final class Identifiers {
    static final int LENGTH_MAX = 64;

    private Identifiers() {}

    static void require(String what, String value) {
        if (!hasForm(value)) {
            throw new IllegalArgumentException("a " + what + " has 1 to " + LENGTH_MAX
                    + " letters, digits, '_', '.' or '-' and starts with a letter or digit");
        }
    }

    /** By hand, because every event that is read has several of them. */
    private static boolean hasForm(String value) {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !isLetterOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char each = value.charAt(i);
            if (!isLetterOrDigit(each) && each != '_' && each != '.' && each != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    }
}

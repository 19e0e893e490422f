package io.orderflow.projections.apply;

/** Text in a form that PostgreSQL can hold. */
final class StorableText {
    private StorableText() {}

    /** Replaces what PostgreSQL cannot hold. */
    static String of(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** The same of the beginning; does not end within a character. */
    static String cut(String text, int lengthMax) {
        if (text.length() <= lengthMax) {
            return of(text);
        }
        int end = Character.isHighSurrogate(text.charAt(lengthMax - 1)) ? lengthMax - 1 : lengthMax;
        return of(text.substring(0, end));
    }
}

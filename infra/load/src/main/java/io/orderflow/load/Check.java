package io.orderflow.load;

/** One statement of a verdict: what was expected, what was seen. */
public record Check(String name, String expected, String actual, boolean passed) {
    private static final String MILLIS = " ms";

    /** Whether it says how long something took. */
    boolean onTime() {
        return expected.endsWith(MILLIS);
    }

    static Check equal(String name, long expected, long actual) {
        return new Check(name, Long.toString(expected), Long.toString(actual), expected == actual);
    }

    static Check holds(String name, String expected, Object actual, boolean passed) {
        return new Check(name, expected, String.valueOf(actual), passed);
    }
}

package io.orderflow.load.openloop;

/** Attempts at moments that a test chooses. */
public final class AttemptsForTests {
    private AttemptsForTests() {}

    public static Attempt due(long nanos) {
        return Attempt.first(Call.get("orders", "/orders"), nanos);
    }
}

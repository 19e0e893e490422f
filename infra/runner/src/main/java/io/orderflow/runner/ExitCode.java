package io.orderflow.runner;

/** Exit codes of the command line. */
final class ExitCode {
    static final int OK = 0;
    static final int NOT_FOUND = 3;
    static final int CONFLICT = 4;
    static final int UNAVAILABLE = 6;

    private ExitCode() {}
}

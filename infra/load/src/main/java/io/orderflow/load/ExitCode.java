package io.orderflow.load;

/** Exit codes of the command line. */
final class ExitCode {
    static final int OK = 0;
    static final int VERIFICATION_FAILED = 5;
    static final int UNAVAILABLE = 6;

    private ExitCode() {}

    static int of(Verdict verdict) {
        return verdict.passed() ? OK : VERIFICATION_FAILED;
    }
}

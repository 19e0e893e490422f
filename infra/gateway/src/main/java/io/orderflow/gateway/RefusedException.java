package io.orderflow.gateway;

/**
 * Ends the handling of a request with a problem document. It has no cause on purpose: Spring takes an end of file among
 * the causes for a caller that has left, and would answer nothing when it was the application that went away.
 */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}

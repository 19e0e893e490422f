package io.orderflow.load.openloop;

/** Is told of each attempt's end, on the driver's one thread; must not block. */
@FunctionalInterface
public interface Recorder {
    /**
     * @param last no further attempt follows
     */
    void ended(Attempt attempt, Answer answer, boolean last);

    default Recorder and(Recorder other) {
        return (attempt, answer, last) -> {
            ended(attempt, answer, last);
            other.ended(attempt, answer, last);
        };
    }
}

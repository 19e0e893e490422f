package io.orderflow.benchmarks.harness;

import java.sql.SQLException;

/** One of those who do the same work. Used by one thread. */
public interface Side extends AutoCloseable {
    String name();

    /** Makes the state that each figure begins with; its time does not count. */
    void prepare() throws Exception;

    /** @return the figure, in the measure's unit; more is better */
    double measure(Window window) throws Exception;

    @Override
    default void close() throws SQLException {}
}

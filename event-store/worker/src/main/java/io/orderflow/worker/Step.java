package io.orderflow.worker;

import java.time.Duration;

/** What a worker does again and again, on its own thread. */
@FunctionalInterface
public interface Step {
    /**
     * Does what there is to do. Whatever it throws, an {@link Error} too, is seen in the worker's status, and the next
     * call comes after a pause: it has to find things as a first call would.
     *
     * @return how long to wait until the next call unless woken; zero for at once
     */
    Duration run() throws Exception;
}

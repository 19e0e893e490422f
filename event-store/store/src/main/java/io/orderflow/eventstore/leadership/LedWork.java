package io.orderflow.eventstore.leadership;

import java.time.Duration;

/**
 * A task that one process at a time does. All calls come on one thread.
 *
 * @param <S> what a leadership needs and its end closes
 */
public interface LedWork<S extends AutoCloseable> {
    /**
     * This process leads from now on. It may take long: the lease is renewed meanwhile.
     *
     * @throws Exception gives the leadership away; another process may try, or this one again
     */
    S begin(Tenure tenure) throws Exception;

    /**
     * Does what there is to do.
     *
     * @return how long to wait until the next step unless woken; zero for at once
     * @throws Exception closes the session and gives the leadership away, as any {@link Error} does
     */
    Duration step(S session) throws Exception;
}

package io.orderflow.load.openloop;

import io.netty.handler.codec.http.HttpHeaders;

/** One request on its way, and who waits for its answer. */
interface Exchange {
    Call call();

    /** Nobody waits any more. */
    boolean isOver();

    /** The request goes out over it, so that it can be broken off. */
    void carriedBy(Connection connection);

    /** The whole answer is here. */
    void answered(int status, HttpHeaders headers);

    void failed(String cause);
}

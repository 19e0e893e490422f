package io.orderflow.command.fulfilment;

import java.util.concurrent.atomic.AtomicLong;

/** Epochs for the tests that share a database: each is later than all before. */
final class Epochs {
    private static final AtomicLong LAST = new AtomicLong(1);

    private Epochs() {}

    static long next() {
        return LAST.incrementAndGet();
    }
}

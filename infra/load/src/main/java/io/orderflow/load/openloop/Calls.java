package io.orderflow.load.openloop;

/** Makes the request of the next arrival; called on the driver's one thread, so it must not block. */
@FunctionalInterface
public interface Calls {
    Call next();
}

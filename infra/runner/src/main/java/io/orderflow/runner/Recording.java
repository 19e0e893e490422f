package io.orderflow.runner;

import org.jspecify.annotations.Nullable;

/** When a start records what its JVMs learn, so that its clean end makes caches of it. */
enum Recording {
    /** Those programs that have no usable cache. */
    WHEN_MISSING,
    /** All programs; what was there is deleted. */
    ANEW,
    /** What is there is used. */
    NEVER;

    /** @param wished null if nothing was said */
    static Recording of(@Nullable Boolean wished) {
        if (wished == null) {
            return WHEN_MISSING;
        }
        return wished ? ANEW : NEVER;
    }
}

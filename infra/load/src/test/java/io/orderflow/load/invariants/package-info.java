/** Each invariant is fed a sound log and broken ones. */
@NullMarked
package io.orderflow.load.invariants;

import org.jspecify.annotations.NullMarked;

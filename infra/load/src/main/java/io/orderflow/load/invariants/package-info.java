/**
 * Recomputes the invariants of the domain from the log and the topic, without any code of the aggregates that enforce
 * them.
 */
@NullMarked
package io.orderflow.load.invariants;

import org.jspecify.annotations.NullMarked;

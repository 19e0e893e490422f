/** Measures the event store and the relay beside others that do the same, in one run on one machine. */
@NullMarked
package io.orderflow.benchmarks;

import org.jspecify.annotations.NullMarked;

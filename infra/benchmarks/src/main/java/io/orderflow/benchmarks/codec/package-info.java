/** Microbenchmarks of what is done for each event. */
@NullMarked
package io.orderflow.benchmarks.codec;

import org.jspecify.annotations.NullMarked;

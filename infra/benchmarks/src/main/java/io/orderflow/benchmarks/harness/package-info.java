/** How a figure is taken, compared and reported. */
@NullMarked
package io.orderflow.benchmarks.harness;

import org.jspecify.annotations.NullMarked;

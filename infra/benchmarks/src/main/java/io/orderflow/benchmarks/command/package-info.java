/** Whole commands through Axon, on our engine and on Axon's own. */
@NullMarked
package io.orderflow.benchmarks.command;

import org.jspecify.annotations.NullMarked;

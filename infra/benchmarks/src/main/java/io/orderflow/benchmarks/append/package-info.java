/** Appends against other stores and against bare SQL. */
@NullMarked
package io.orderflow.benchmarks.append;

import org.jspecify.annotations.NullMarked;

/** Reading the log against bare COPY and Axon's tracked reading. */
@NullMarked
package io.orderflow.benchmarks.reading;

import org.jspecify.annotations.NullMarked;

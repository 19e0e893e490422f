/** From the log to Kafka. */
@NullMarked
package io.orderflow.benchmarks.publishing;

import org.jspecify.annotations.NullMarked;

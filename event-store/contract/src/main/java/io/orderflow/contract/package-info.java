/**
 * The order event contract: what stands in the log and in Kafka, for every reader. Plain Java and Jackson; no
 * framework, no SQL, no broker. Records are immutable and safe to share between threads.
 */
@NullMarked
package io.orderflow.contract;

import org.jspecify.annotations.NullMarked;

/** Publishes the log to Kafka: each event exactly once, in version order per key, by one leader. */
@NullMarked
package io.orderflow.relay;

import org.jspecify.annotations.NullMarked;

/**
 * What Orderflow shows of itself: the names of its spans, attributes and meters, the trace context that travels with
 * events, and saturation.
 */
@NullMarked
package io.orderflow.observability;

import org.jspecify.annotations.NullMarked;

/** Spans and meters around the event store; the logic itself knows nothing of them. */
@NullMarked
package io.orderflow.eventstore.observed;

import org.jspecify.annotations.NullMarked;

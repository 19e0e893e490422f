/** The event store as Axon's storage engine: one of the two packages in which Axon stands. */
@NullMarked
package io.orderflow.eventstore.axon;

import org.jspecify.annotations.NullMarked;

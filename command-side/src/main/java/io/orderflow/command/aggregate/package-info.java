/** The domain as Axon's aggregates: one of the two packages in which Axon stands. */
@NullMarked
package io.orderflow.command.aggregate;

import org.jspecify.annotations.NullMarked;

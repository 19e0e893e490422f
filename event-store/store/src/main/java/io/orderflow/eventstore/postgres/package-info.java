/** The event store on PostgreSQL: plain JDBC, group commit. */
@NullMarked
package io.orderflow.eventstore.postgres;

import org.jspecify.annotations.NullMarked;

/**
 * The versioned event store on PostgreSQL: append with expected version, gapless positions in commit order, reads by
 * stream and position.
 */
@NullMarked
package io.orderflow.eventstore;

import org.jspecify.annotations.NullMarked;

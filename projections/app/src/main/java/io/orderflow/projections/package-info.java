/**
 * The projections' process: Kafka consumers that fold the events of {@code orders.events.v1} into read models in
 * PostgreSQL.
 */
@NullMarked
package io.orderflow.projections;

import org.jspecify.annotations.NullMarked;

/**
 * The read models' schema, as Flyway migrations in {@code db/read-model}, and how far behind the log each of them is.
 * {@link ReadModelProgress} is the way in.
 */
@NullMarked
package io.orderflow.readmodel;

import org.jspecify.annotations.NullMarked;

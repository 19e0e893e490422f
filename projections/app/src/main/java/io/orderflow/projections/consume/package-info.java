/**
 * One consumer a projection: assignment, checkpoints, retries and what stops it.
 */
@NullMarked
package io.orderflow.projections.consume;

import org.jspecify.annotations.NullMarked;

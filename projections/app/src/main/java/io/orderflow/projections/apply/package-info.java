/**
 * Applies events to read models exactly once: the batch, its checkpoint, the dead letters and the steps of the journey
 * in one transaction.
 */
@NullMarked
package io.orderflow.projections.apply;

import org.jspecify.annotations.NullMarked;

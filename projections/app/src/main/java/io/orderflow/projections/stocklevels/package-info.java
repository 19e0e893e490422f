/**
 * The read model {@code stock_levels}: what is on hand and what is reserved.
 */
@NullMarked
package io.orderflow.projections.stocklevels;

import org.jspecify.annotations.NullMarked;

/**
 * The read model {@code order_search}: one row an order, for lists and search.
 */
@NullMarked
package io.orderflow.projections.ordersearch;

import org.jspecify.annotations.NullMarked;

/**
 * The read model {@code order_detail}: everything about one order and its payment.
 */
@NullMarked
package io.orderflow.projections.orderdetail;

import org.jspecify.annotations.NullMarked;

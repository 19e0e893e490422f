/** GET /api/v1/orders/{id} and its payment: the state of one order with the commands allowed next. */
@NullMarked
package io.orderflow.query.orderdetail;

import org.jspecify.annotations.NullMarked;

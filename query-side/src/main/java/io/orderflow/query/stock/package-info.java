/** GET /api/v1/stock: units on hand, reserved and available. */
@NullMarked
package io.orderflow.query.stock;

import org.jspecify.annotations.NullMarked;

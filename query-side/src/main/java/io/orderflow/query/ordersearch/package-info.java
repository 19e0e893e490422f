/** GET /api/v1/orders: search with keyset paging. */
@NullMarked
package io.orderflow.query.ordersearch;

import org.jspecify.annotations.NullMarked;

/** GET /api/v1/orders/{id}/stream: the events of one order as server-sent events, resumable from the store. */
@NullMarked
package io.orderflow.query.orderstream;

import org.jspecify.annotations.NullMarked;

/** GET /api/v1/orders/{id}/events: the events of one order, stored and upcast. */
@NullMarked
package io.orderflow.query.orderevents;

import org.jspecify.annotations.NullMarked;

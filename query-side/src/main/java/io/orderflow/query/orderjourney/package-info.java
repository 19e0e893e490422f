/** GET /api/v1/orders/{id}/journey: everything that happened for one order, in the order of time. */
@NullMarked
package io.orderflow.query.orderjourney;

import org.jspecify.annotations.NullMarked;

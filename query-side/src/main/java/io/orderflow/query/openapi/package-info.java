/** GET /openapi.json: what the queries take and answer. */
@NullMarked
package io.orderflow.query.openapi;

import org.jspecify.annotations.NullMarked;

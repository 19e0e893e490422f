/** GET /api/v1/products: the price list, which the command side owns. */
@NullMarked
package io.orderflow.query.products;

import org.jspecify.annotations.NullMarked;

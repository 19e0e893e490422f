/** Whole orders, from the HTTP request to their confirmation in the read model, beside a service of stock parts. */
@NullMarked
package io.orderflow.benchmarks.orders;

import org.jspecify.annotations.NullMarked;

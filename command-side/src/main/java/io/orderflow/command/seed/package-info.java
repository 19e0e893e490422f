/** Brings a data set in as history: price list, customers, stock and orders, the orders through their aggregates. */
@NullMarked
package io.orderflow.command.seed;

import org.jspecify.annotations.NullMarked;

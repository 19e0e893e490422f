/** What other transactions, a dump and a growing log do to the store. */
@NullMarked
package io.orderflow.benchmarks.durability;

import org.jspecify.annotations.NullMarked;

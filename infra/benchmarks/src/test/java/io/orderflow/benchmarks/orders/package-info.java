@NullMarked
package io.orderflow.benchmarks.orders;

import org.jspecify.annotations.NullMarked;

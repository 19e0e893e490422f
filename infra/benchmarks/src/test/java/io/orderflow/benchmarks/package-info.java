@NullMarked
package io.orderflow.benchmarks;

import org.jspecify.annotations.NullMarked;

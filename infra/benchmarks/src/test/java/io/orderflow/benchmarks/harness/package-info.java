@NullMarked
package io.orderflow.benchmarks.harness;

import org.jspecify.annotations.NullMarked;

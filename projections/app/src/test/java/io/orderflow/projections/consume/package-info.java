@NullMarked
package io.orderflow.projections.consume;

import org.jspecify.annotations.NullMarked;

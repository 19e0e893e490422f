@NullMarked
package io.orderflow.projections.stocklevels;

import org.jspecify.annotations.NullMarked;

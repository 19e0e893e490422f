@NullMarked
package io.orderflow.projections.orderdetail;

import org.jspecify.annotations.NullMarked;

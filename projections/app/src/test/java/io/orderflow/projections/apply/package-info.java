@NullMarked
package io.orderflow.projections.apply;

import org.jspecify.annotations.NullMarked;

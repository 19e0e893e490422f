@NullMarked
package io.orderflow.projections;

import org.jspecify.annotations.NullMarked;

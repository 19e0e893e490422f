@NullMarked
package io.orderflow.observability;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.orderflow.observability.tracing;

import org.jspecify.annotations.NullMarked;

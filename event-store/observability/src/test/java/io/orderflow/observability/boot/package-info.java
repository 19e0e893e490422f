@NullMarked
package io.orderflow.observability.boot;

import org.jspecify.annotations.NullMarked;

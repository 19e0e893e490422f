/** One port in front of the applications: it routes by path and method, and bounds what a caller can take up. */
@NullMarked
package io.orderflow.gateway;

import org.jspecify.annotations.NullMarked;

/** What every application shows of itself, as a Spring Boot auto-configuration. */
@NullMarked
package io.orderflow.observability.boot;

import org.jspecify.annotations.NullMarked;

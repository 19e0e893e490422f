/** Tracing by the OpenTelemetry SDK: what is sampled, how it travels and how it is exported. Needs no framework. */
@NullMarked
package io.orderflow.observability.tracing;

import org.jspecify.annotations.NullMarked;

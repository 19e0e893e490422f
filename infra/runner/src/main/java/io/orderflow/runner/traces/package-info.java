/** The last traces, kept in memory behind a standard OTLP/HTTP receiver. */
@NullMarked
package io.orderflow.runner.traces;

import org.jspecify.annotations.NullMarked;

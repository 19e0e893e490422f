/** The payment provider as a port: called over HTTP, behind a circuit breaker, by a bounded number of callers. */
@NullMarked
package io.orderflow.command.payment;

import org.jspecify.annotations.NullMarked;

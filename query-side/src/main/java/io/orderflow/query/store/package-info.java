/** Reads of the event store by SQL: streams, their stored and upcast form, the trace that wrote them. */
@NullMarked
package io.orderflow.query.store;

import org.jspecify.annotations.NullMarked;

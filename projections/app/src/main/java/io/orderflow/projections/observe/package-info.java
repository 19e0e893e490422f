/**
 * What the projections show: spans, meters and the lag.
 */
@NullMarked
package io.orderflow.projections.observe;

import org.jspecify.annotations.NullMarked;

/** Read your writes: up to which position an answer is complete, how old it is, and waiting for a position. */
@NullMarked
package io.orderflow.query.consistency;

import org.jspecify.annotations.NullMarked;

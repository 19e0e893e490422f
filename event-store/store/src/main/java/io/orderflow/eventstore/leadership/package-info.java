/** One process at a time does a task; another takes it over when that one ends, stalls or gives it away. */
@NullMarked
package io.orderflow.eventstore.leadership;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.orderflow.eventstore.postgres;

import org.jspecify.annotations.NullMarked;

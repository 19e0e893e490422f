@NullMarked
package io.orderflow.eventstore.axon;

import org.jspecify.annotations.NullMarked;

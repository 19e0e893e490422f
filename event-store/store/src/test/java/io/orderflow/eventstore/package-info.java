@NullMarked
package io.orderflow.eventstore;

import org.jspecify.annotations.NullMarked;

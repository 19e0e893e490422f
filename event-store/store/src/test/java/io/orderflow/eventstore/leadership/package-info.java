@NullMarked
package io.orderflow.eventstore.leadership;

import org.jspecify.annotations.NullMarked;

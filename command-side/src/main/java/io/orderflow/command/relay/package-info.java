/** The relay as this application runs it. */
@NullMarked
package io.orderflow.command.relay;

import org.jspecify.annotations.NullMarked;

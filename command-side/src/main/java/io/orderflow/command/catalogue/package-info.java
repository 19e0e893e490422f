/** The price list: versioned rows, not event-sourced. */
@NullMarked
package io.orderflow.command.catalogue;

import org.jspecify.annotations.NullMarked;

/** The customer vault: personal data, encrypted with one key a customer, outside of every event. */
@NullMarked
package io.orderflow.command.vault;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.orderflow.command.vault;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.orderflow.command.seed;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.orderflow.command.aggregate;

import org.jspecify.annotations.NullMarked;

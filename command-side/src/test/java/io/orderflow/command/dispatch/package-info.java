@NullMarked
package io.orderflow.command.dispatch;

import org.jspecify.annotations.NullMarked;

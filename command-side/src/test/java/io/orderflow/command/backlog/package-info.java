@NullMarked
package io.orderflow.command.backlog;

import org.jspecify.annotations.NullMarked;

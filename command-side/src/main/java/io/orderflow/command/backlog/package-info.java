/** How far the work for accepted orders is behind. */
@NullMarked
package io.orderflow.command.backlog;

import org.jspecify.annotations.NullMarked;

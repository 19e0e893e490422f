/** The one door through which commands reach their aggregates, for HTTP, the process manager and imports alike. */
@NullMarked
package io.orderflow.command.dispatch;

import org.jspecify.annotations.NullMarked;

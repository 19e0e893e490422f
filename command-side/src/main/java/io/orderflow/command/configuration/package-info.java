/** How the parts are put together. */
@NullMarked
package io.orderflow.command.configuration;

import org.jspecify.annotations.NullMarked;

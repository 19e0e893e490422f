/** The HTTP API of commands: headers, status codes and problem documents around the dispatcher. */
@NullMarked
package io.orderflow.command.http;

import org.jspecify.annotations.NullMarked;

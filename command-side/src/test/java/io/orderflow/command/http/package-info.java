@NullMarked
package io.orderflow.command.http;

import org.jspecify.annotations.NullMarked;

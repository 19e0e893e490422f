@NullMarked
package io.orderflow.command;

import org.jspecify.annotations.NullMarked;

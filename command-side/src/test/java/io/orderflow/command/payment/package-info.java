@NullMarked
package io.orderflow.command.payment;

import org.jspecify.annotations.NullMarked;

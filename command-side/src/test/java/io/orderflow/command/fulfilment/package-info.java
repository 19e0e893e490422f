@NullMarked
package io.orderflow.command.fulfilment;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.orderflow.command.catalogue;

import org.jspecify.annotations.NullMarked;

/** The whole system, started by its launcher and used through its gateway; and the arrows between its modules. */
@NullMarked
package io.orderflow.endtoend;

import org.jspecify.annotations.NullMarked;

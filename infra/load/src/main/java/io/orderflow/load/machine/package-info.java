/** What the operating system says of the processes of a running system: CPU and memory. */
@NullMarked
package io.orderflow.load.machine;

import org.jspecify.annotations.NullMarked;

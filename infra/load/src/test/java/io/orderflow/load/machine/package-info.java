@NullMarked
package io.orderflow.load.machine;

import org.jspecify.annotations.NullMarked;

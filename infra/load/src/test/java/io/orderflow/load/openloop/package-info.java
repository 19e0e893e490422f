@NullMarked
package io.orderflow.load.openloop;

import org.jspecify.annotations.NullMarked;

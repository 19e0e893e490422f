@NullMarked
package io.orderflow.load.budget;

import org.jspecify.annotations.NullMarked;

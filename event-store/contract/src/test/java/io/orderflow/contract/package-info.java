@NullMarked
package io.orderflow.contract;

import org.jspecify.annotations.NullMarked;

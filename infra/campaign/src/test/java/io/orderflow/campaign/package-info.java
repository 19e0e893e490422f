@NullMarked
package io.orderflow.campaign;

import org.jspecify.annotations.NullMarked;

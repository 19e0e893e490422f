@NullMarked
package io.orderflow.query;

import org.jspecify.annotations.NullMarked;

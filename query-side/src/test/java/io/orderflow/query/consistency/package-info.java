@NullMarked
package io.orderflow.query.consistency;

import org.jspecify.annotations.NullMarked;

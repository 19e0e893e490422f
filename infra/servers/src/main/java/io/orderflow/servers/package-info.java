@NullMarked
package io.orderflow.servers;

import org.jspecify.annotations.NullMarked;

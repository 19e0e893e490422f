@NullMarked
package io.orderflow.testservers;

import org.jspecify.annotations.NullMarked;

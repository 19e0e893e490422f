@NullMarked
package io.orderflow.runner;

import org.jspecify.annotations.NullMarked;

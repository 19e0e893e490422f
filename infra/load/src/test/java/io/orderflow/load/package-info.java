/** Tests of the scenarios' parts. */
@NullMarked
package io.orderflow.load;

import org.jspecify.annotations.NullMarked;

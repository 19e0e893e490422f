/** What the tests of the projections share. */
@NullMarked
package io.orderflow.projections.testing;

import org.jspecify.annotations.NullMarked;

/**
 * What a read model is made of: rows, each the fold of one stream, and the tables that hold them.
 */
@NullMarked
package io.orderflow.projections.fold;

import org.jspecify.annotations.NullMarked;

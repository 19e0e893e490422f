/**
 * The admin API of the projections.
 */
@NullMarked
package io.orderflow.projections.admin;

import org.jspecify.annotations.NullMarked;

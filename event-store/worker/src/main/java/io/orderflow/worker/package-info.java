/**
 * Threads that work for as long as their process: none of them can end or stall without being seen.
 */
@NullMarked
package io.orderflow.worker;

import org.jspecify.annotations.NullMarked;

/**
 * An open-loop HTTP driver: requests leave when they are due, whatever the system does, and each latency counts from
 * the moment at which its request was due.
 */
@NullMarked
package io.orderflow.load.openloop;

import org.jspecify.annotations.NullMarked;

/**
 * A fault campaign: appenders and relays as processes of their own on servers of their own, under a seeded schedule of
 * faults, and an oracle that knows what was acknowledged.
 */
@NullMarked
package io.orderflow.campaign;

import org.jspecify.annotations.NullMarked;

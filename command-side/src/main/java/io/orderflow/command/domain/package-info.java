/**
 * The business rules, pure: {@code decide(state, command)} and {@code evolve(state, event)} of each aggregate. No
 * clock, no framework, no SQL; every record is immutable.
 */
@NullMarked
package io.orderflow.command.domain;

import org.jspecify.annotations.NullMarked;

/** Whether this instance can answer: the tables that it reads are there. */
@NullMarked
package io.orderflow.query.health;

import org.jspecify.annotations.NullMarked;

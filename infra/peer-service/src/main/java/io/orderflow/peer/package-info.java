/**
 * An order service of stock parts, as their documentation shows them: Spring Boot, Axon's JDBC event store, token store
 * and saga store, pooled streaming processors, a saga. It takes an order through the same four steps as Orderflow and
 * is there to be measured beside it.
 */
@NullMarked
package io.orderflow.peer;

import org.jspecify.annotations.NullMarked;

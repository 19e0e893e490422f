/**
 * The process manager OrderFulfilment: reserves, asks for payment, confirms, and undoes what was done when an order
 * fails. Its rules ({@link io.orderflow.command.fulfilment.OrderFulfilment}) are pure; everything around them makes
 * them durable.
 */
@NullMarked
package io.orderflow.command.fulfilment;

import org.jspecify.annotations.NullMarked;

package io.orderflow.benchmarks.command;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes an order. */
record CreateOrder(@TargetAggregateIdentifier String stream) {}

package io.orderflow.benchmarks.command;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Changes an order that exists. */
record ChangeOrder(@TargetAggregateIdentifier String stream) {}

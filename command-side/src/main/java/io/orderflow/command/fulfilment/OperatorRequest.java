package io.orderflow.command.fulfilment;

import io.orderflow.contract.OrderId;
import java.util.UUID;

/** An operator's request. */
record OperatorRequest(UUID id, OrderId order, OperatorAction action) {}

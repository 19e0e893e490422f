package io.orderflow.command.domain;

import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderStatus;
import io.orderflow.contract.Sku;
import io.orderflow.contract.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Why a command was refused, with the facts that whoever asked needs to know. */
public sealed interface Refusal {
    /** The aggregate has no events. */
    record Unknown(StreamName stream) implements Refusal {}

    /** The order was placed before. */
    record AlreadyPlaced(OrderId orderId) implements Refusal {}

    /**
     * @param command type of the command that is not allowed now
     * @param allowed stages that may follow the current one; empty for a terminal stage
     */
    record IllegalTransition(String command, OrderStatus status, Set<OrderStatus> allowed) implements Refusal {}

    /**
     * @param allowed stages that may follow the current one
     */
    record IllegalPaymentTransition(String command, PaymentStatus status,
            Set<PaymentStatus> allowed) implements Refusal {}

    /** The adjustment would leave less than is reserved. */
    record WouldGoNegative(Sku sku, long onHand, long reserved, long delta) implements Refusal {}

    /** Amounts in another currency than the order's. */
    record CurrencyMismatch(String expected, List<Violation> violations) implements Refusal {}

    /** The command breaks a limit; at least one violation. */
    record Invalid(List<Violation> violations) implements Refusal {}

    record NotYetExpired(Sku sku, OrderId orderId, Instant expiresAt) implements Refusal {}

    /**
     * @param pointer JSON Pointer (RFC 6901) to the offending field of the command as HTTP clients write it
     */
    record Violation(String pointer, String detail) {}
}

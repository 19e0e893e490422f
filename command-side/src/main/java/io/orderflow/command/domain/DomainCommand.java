package io.orderflow.command.domain;

import io.orderflow.contract.StreamName;
import java.time.Instant;

/** What somebody wants of an aggregate. The name in metrics and spans is the record's simple name. */
public sealed interface DomainCommand permits OrderCommand, StockCommand, PaymentCommand {
    /** When it is decided, in the business's time: the events carry it as {@code occurredAt}. */
    Instant at();

    /** The aggregate that decides. */
    StreamName stream();

    default String type() {
        return getClass().getSimpleName();
    }
}

package io.orderflow.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every type of event with its name in the log and its current schema version. A name is never reused for something
 * else.
 */
public enum EventType {
    ORDER_PLACED(OrderEvent.OrderPlaced.class, 3), //
    ORDER_RESERVED(OrderEvent.OrderReserved.class, 1), //
    ORDER_CONFIRMED(OrderEvent.OrderConfirmed.class, 1), //
    ORDER_REJECTED(OrderEvent.OrderRejected.class, 1), //
    CANCELLATION_REQUESTED(OrderEvent.CancellationRequested.class, 1), //
    ORDER_CANCELLED(OrderEvent.OrderCancelled.class, 1), //
    STOCK_RECEIVED(StockEvent.StockReceived.class, 1), //
    STOCK_ADJUSTED(StockEvent.StockAdjusted.class, 1), //
    STOCK_RESERVED(StockEvent.StockReserved.class, 1), //
    RESERVATION_REFUSED(StockEvent.ReservationRefused.class, 1), //
    RESERVATION_RELEASED(StockEvent.ReservationReleased.class, 1), //
    RESERVATION_EXPIRED(StockEvent.ReservationExpired.class, 1), //
    PAYMENT_AUTHORISED(PaymentEvent.PaymentAuthorised.class, 1), //
    PAYMENT_DECLINED(PaymentEvent.PaymentDeclined.class, 1), //
    PAYMENT_TIMED_OUT(PaymentEvent.PaymentTimedOut.class, 1), //
    PAYMENT_CAPTURED(PaymentEvent.PaymentCaptured.class, 1), //
    PAYMENT_VOIDED(PaymentEvent.PaymentVoided.class, 1), //
    PAYMENT_REFUNDED(PaymentEvent.PaymentRefunded.class, 1);

    private static final Map<String, EventType> BY_NAME = Arrays.stream(values())
        .collect(Collectors.toUnmodifiableMap(EventType::typeName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_CLASS = Arrays.stream(values())
        .collect(Collectors.toUnmodifiableMap(EventType::eventClass, Function.identity()));

    private final Class<? extends DomainEvent> eventClass;
    private final int schemaVersion;

    EventType(Class<? extends DomainEvent> eventClass, int schemaVersion) {
        this.eventClass = eventClass;
        this.schemaVersion = schemaVersion;
    }

    /** The name in the log and in Kafka's {@code event-type} header. */
    public String typeName() {
        return eventClass.getSimpleName();
    }

    public Class<? extends DomainEvent> eventClass() {
        return eventClass;
    }

    /** The version that is written today, from 1. */
    public int schemaVersion() {
        return schemaVersion;
    }

    public static EventType of(DomainEvent event) {
        EventType type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("event class " + event.getClass().getName() + " is not in the contract");
        }
        return type;
    }

    /** Empty for a name that this version of the contract does not know. */
    public static Optional<EventType> named(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }
}

package io.orderflow.relay;

import io.orderflow.contract.EventMetadata;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.observability.TraceContext;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Hears of what the relay does; nothing that it does depends on it. Called on the relay's threads. */
interface RelayObserver {
    /** Hears nothing. */
    RelayObserver NONE = new RelayObserver() {
    };

    /** Hears of one Kafka transaction. The methods are called in this order, each of the last two at most once. */
    interface Batch {
        /**
         * The event is about to be sent.
         *
         * @return what travels in the record's headers: the event's own trace unless it is continued
         */
        default TraceContext sending(RecordedEvent event, EventMetadata metadata) {
            return EventRecords.storedTrace(metadata);
        }

        /**
         * @param records where each event went, in order
         */
        default void committed(List<RecordedEvent> events, List<RecordMetadata> records) {}

        /** It may or may not be committed. */
        default void failed() {}
    }

    default void leads(long epoch) {}

    default void leadsNoLonger() {}

    /**
     * @param saturation of the events that are read and not sent, 0 to 1
     */
    default void readsAhead(DoubleSupplier saturation) {}

    /** Everything up to this position is committed. */
    default void advanced(long position) {}

    default void failed() {}

    /**
     * @param metadata of each event, in order
     */
    default Batch begin(List<RecordedEvent> events, List<EventMetadata> metadata) {
        return new Batch() {
        };
    }
}

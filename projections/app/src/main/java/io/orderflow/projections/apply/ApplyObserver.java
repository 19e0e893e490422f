package io.orderflow.projections.apply;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Watches how events are applied, for spans and meters; with {@link #NONE} everything is applied just the same. Called
 * by the threads that apply.
 */
public interface ApplyObserver {
    /** Watches nothing. */
    ApplyObserver NONE = new ApplyObserver() {
        @Override
        public Supplier<BatchObserver> polled(Instant began, List<KafkaRecord> records) {
            return () -> BatchObserver.NONE;
        }

        @Override
        public BatchObserver retried() {
            return BatchObserver.NONE;
        }
    };

    /**
     * A poll brought the records, which are to be applied.
     *
     * @return makes an observer for each attempt
     */
    Supplier<BatchObserver> polled(Instant began, List<KafkaRecord> records);

    /** A page of a parked stream is to be folded. */
    BatchObserver retried();
}

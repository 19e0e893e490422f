package io.orderflow.projections.fold;

/** A row of a read model: the fold of one stream up to {@code version}. */
public interface Row {
    /** The id within the stream's name: an order id, a SKU. */
    String key();

    /** Version of the last event folded into the row, from 1. */
    long version();
}

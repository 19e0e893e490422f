package io.orderflow.load.invariants;

/** A row of the read model of stock: what it says at a version of the SKU's stream. */
record StockLevel(String sku, long version, long onHand, long reserved) {}

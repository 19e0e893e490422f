package io.orderflow.load.invariants;

/** Where the log is read; any role that may SELECT on {@code event_store} and {@code read_model}. */
public record Database(String jdbcUrl, String user, String password) {}

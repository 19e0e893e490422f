package io.orderflow.eventstore;

/**
 * The state of a stream up to a version.
 *
 * @param revision names the form of the state; a reader ignores snapshots of other revisions
 * @param state JSON
 */
public record Snapshot(String streamId, String streamType, long version, String revision, String state) {}

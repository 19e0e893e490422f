package io.orderflow.projections.apply;

/**
 * Where a projection stands in one partition.
 *
 * @param topicId of the topic that the offset belongs to; a topic made anew under the same name has another
 * @param nextOffset the offset to read next
 * @param position global position of the last event handled, 0 for none
 */
public record Checkpoint(int partition, String topicId, long nextOffset, long position) {}

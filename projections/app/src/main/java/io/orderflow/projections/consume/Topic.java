package io.orderflow.projections.consume;

/**
 * The topic of the events as the broker describes it.
 *
 * @param id given by the broker; a topic made anew under the same name has another
 */
record Topic(String id, int partitions) {}

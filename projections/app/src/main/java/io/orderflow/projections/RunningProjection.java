package io.orderflow.projections;

import io.orderflow.projections.apply.DeadLetterRetry;
import io.orderflow.projections.consume.ProjectionConsumer;
import io.orderflow.readmodel.ReadModel;

/** A projection with what runs it in this process. */
public record RunningProjection(ReadModel readModel, ProjectionConsumer consumer, DeadLetterRetry retry) {}

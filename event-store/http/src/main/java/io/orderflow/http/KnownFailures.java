package io.orderflow.http;

import org.jspecify.annotations.Nullable;

/** What an application can say of failures that are no defects, such as a database that is away. */
public interface KnownFailures {
    /** Null when the failure is not known. What is inside the server is logged here and stays out of the problem. */
    @Nullable
    ApiProblem problemOf(Exception failure);
}

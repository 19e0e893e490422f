package io.orderflow.gateway;

/**
 * What the event loops share.
 *
 * @param eventLoops among which the connections to the applications are divided
 */
record GatewayParts(Settings settings, int eventLoops, Admission admission, RequestTrace traces, RequestMeters meters,
        ProblemDocuments documents, Refusals refusals, OwnEndpoints own, OpenStreams streams) {}

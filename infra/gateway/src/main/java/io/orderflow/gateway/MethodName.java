package io.orderflow.gateway;

import java.util.Set;

/** Methods as metrics and spans name them: a caller can invent any number of others. */
final class MethodName {
    /** As the conventions of OpenTelemetry have it. */
    static final String OTHER = "_OTHER";
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH",
            "CONNECT", "TRACE");

    private MethodName() {}

    static String of(String method) {
        return KNOWN.contains(method) ? method : OTHER;
    }
}

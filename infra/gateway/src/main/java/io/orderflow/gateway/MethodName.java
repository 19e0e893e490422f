package io.orderflow.gateway;

import java.util.Set;

/** Methods as metrics and spans name them: a caller can invent any number of others. */
final class MethodName {
    /** The conventions of OpenTelemetry want another word on spans than this project's meters have always had. */
    static final String OTHER = "OTHER";
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH",
            "CONNECT", "TRACE");

    private MethodName() {}

    static String of(String method) {
        return KNOWN.contains(method) ? method : OTHER;
    }
}

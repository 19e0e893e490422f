package io.orderflow.observability.boot;

import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** The header fields of a request, as they carry trace context. */
enum ServletHeaders implements TextMapGetter<HttpServletRequest> {
    INSTANCE;

    @Override
    public Iterable<String> keys(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames());
    }

    @Override
    public @Nullable String get(@Nullable HttpServletRequest request, String name) {
        return request == null ? null : request.getHeader(name);
    }
}

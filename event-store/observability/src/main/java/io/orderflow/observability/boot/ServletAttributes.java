package io.orderflow.observability.boot;

import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesGetter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the HTTP conventions ask of a servlet's request. The query is left out: it may name a person. */
enum ServletAttributes implements HttpServerAttributesGetter<HttpServletRequest, HttpServletResponse> {
    INSTANCE;

    @Override
    public String getHttpRequestMethod(HttpServletRequest request) {
        return request.getMethod();
    }

    @Override
    public List<String> getHttpRequestHeader(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    @Override
    public Integer getHttpResponseStatusCode(HttpServletRequest request, HttpServletResponse response,
            @Nullable Throwable failure) {
        return failure == null ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public List<String> getHttpResponseHeader(HttpServletRequest request, HttpServletResponse response, String name) {
        return List.copyOf(response.getHeaders(name));
    }

    @Override
    public String getUrlScheme(HttpServletRequest request) {
        return request.getScheme();
    }

    @Override
    public String getUrlPath(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @Override
    public @Nullable String getUrlQuery(HttpServletRequest request) {
        return null;
    }

    @Override
    public String getNetworkProtocolName(HttpServletRequest request, @Nullable HttpServletResponse response) {
        return "http";
    }

    @Override
    public @Nullable String getNetworkProtocolVersion(HttpServletRequest request,
            @Nullable HttpServletResponse response) {
        String protocol = request.getProtocol().toLowerCase(Locale.ROOT);
        return protocol.startsWith("http/") ? protocol.substring("http/".length()) : null;
    }
}

package io.orderflow.gateway;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What of a request's header goes on. Left out are the fields that belong to the caller's connection (RFC 9110, 7.6.1),
 * those that the caller names in {@code Connection}, and those that the gateway sets itself: where the request came
 * from, and its place in the trace.
 */
@Component
final class CallerHeaders implements RequestHttpHeadersFilter, Ordered {
    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "keep-alive", "proxy-connection",
            "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade",
            "content-length", "expect", "host", "forwarded", "via", "x-real-ip", "traceparent", "tracestate",
            "baggage", "trace-id");
    private static final String FORWARDED = "x-forwarded-";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders apply(HttpHeaders input, ServerRequest request) {
        Set<String> named = namedInConnection(request.headers().asHttpHeaders());
        HttpHeaders passed = new HttpHeaders();
        input.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_PASSED_ON.contains(lower) && !lower.startsWith(FORWARDED) && !named.contains(lower)) {
                passed.addAll(name, values);
            }
        });
        addOrigin(passed, request);
        return passed;
    }

    private static Set<String> namedInConnection(HttpHeaders headers) {
        List<String> connection = headers.getOrDefault(HttpHeaders.CONNECTION, List.of());
        return connection.stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(value -> value.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(HashSet::new));
    }

    private static void addOrigin(HttpHeaders headers, ServerRequest request) {
        var servletRequest = request.servletRequest();
        headers.set("X-Forwarded-For", servletRequest.getRemoteAddr());
        headers.set("X-Forwarded-Proto", servletRequest.getScheme());
        headers.set("X-Forwarded-Port", Integer.toString(servletRequest.getServerPort()));
        String host = request.headers().firstHeader(HttpHeaders.HOST);
        if (host != null) {
            headers.set("X-Forwarded-Host", host);
        }
    }
}

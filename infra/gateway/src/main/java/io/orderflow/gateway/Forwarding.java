package io.orderflow.gateway;

import io.orderflow.contract.http.ApiHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of the header fields goes on. Left out are those that belong to one connection (RFC 9110, 7.6.1), those that
 * {@code Connection} names, and those that the gateway sets itself: where a request came from, and its place in the
 * trace.
 */
final class Forwarding {
    private static final Set<String> OF_A_CONNECTION = names("connection", "keep-alive", "proxy-connection",
            "proxy-authenticate", "proxy-authorization", "te", "trailer", "upgrade");
    private static final Set<String> SET_HERE = names("expect", "forwarded", "via", "x-real-ip", "traceparent",
            "tracestate", "baggage", "trace-id");
    private static final String FORWARDED = "x-forwarded-";
    private static final int HTTP_PORT = 80;

    private Forwarding() {}

    private static Set<String> names(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }

    /** @param headers a copy of the caller's, changed here */
    static void toApplication(HttpServerRequest request, MultiMap headers) {
        removeConnectionFields(headers);
        List<String> unwanted = new ArrayList<>();
        for (Map.Entry<String, String> field : headers) {
            String name = field.getKey();
            if (SET_HERE.contains(name) || name.regionMatches(true, 0, FORWARDED, 0, FORWARDED.length())) {
                unwanted.add(name);
            }
        }
        unwanted.forEach(headers::remove);
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", "http");
        headers.set("X-Forwarded-Host", headers.get(HttpHeaders.HOST));
        HostAndPort authority = request.authority();
        int port = authority == null ? -1 : authority.port();
        headers.set("X-Forwarded-Port", Integer.toString(port > 0 ? port : HTTP_PORT));
    }

    /**
     * The application's {@code Date} is left to the proxy, which sets its own time where there is none: it would read
     * the application's and write the same again, which was a tenth of what the gateway did.
     *
     * @param headers a copy of the application's, changed here
     */
    static void toCaller(MultiMap headers, String traceId) {
        removeConnectionFields(headers);
        headers.remove(HttpHeaders.DATE);
        headers.remove(ApiHeaders.NO_ROOM);
        headers.set(ApiHeaders.TRACE_ID, traceId);
    }

    private static void removeConnectionFields(MultiMap headers) {
        for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : value.split(",", -1)) {
                String named = name.strip().toLowerCase(Locale.ROOT);
                // These say how long the body is and who is asked: no caller can take them away.
                if (!named.isEmpty() && !named.equals("content-length") && !named.equals("transfer-encoding")
                        && !named.equals("host")) {
                    headers.remove(named);
                }
            }
        }
        OF_A_CONNECTION.forEach(headers::remove);
    }
}

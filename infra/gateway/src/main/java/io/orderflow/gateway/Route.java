package io.orderflow.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource and which application answers each of its methods.
 *
 * @param pattern its path, with a name in braces for a segment that varies; also the label of metrics
 * @param applications by method; HEAD goes where GET goes
 * @param stream whether its answer goes on for as long as the caller wishes
 */
record Route(String pattern, Map<String, Application> applications, boolean stream) {
    /** What has no route of its own, in metrics and spans. */
    static final String UNKNOWN = "UNKNOWN";
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    static Route of(String pattern) {
        return new Route(pattern, Map.of(), false);
    }

    Route with(String method, Application application) {
        var more = new LinkedHashMap<>(applications);
        more.put(method, application);
        return new Route(pattern, more, stream);
    }

    Route streamed() {
        return new Route(pattern, applications, true);
    }

    /** Null when the resource does not have the method. */
    @Nullable
    Application application(String method) {
        return applications.get(method.equals(HEAD) ? GET : method);
    }

    /** The field {@code Allow}. */
    String allow() {
        String methods = String.join(", ", applications.keySet());
        return methods.replaceFirst("^" + GET, GET + ", " + HEAD) + ", OPTIONS";
    }

    List<String> segments() {
        return List.of(pattern.split("/", -1));
    }
}

package io.orderflow.runner.traces;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers questions about the traces. */
final class TraceReader {
    private static final Pattern ONE = Pattern.compile("/traces/([0-9a-fA-F]{32})");
    private static final Pattern LIMIT = Pattern.compile("limit=(\\d{1,4})");
    private static final int LIMIT_DEFAULT = 20;
    private static final int LIMIT_MAX = 1_000;

    private final TraceStore store;

    TraceReader(TraceStore store) {
        this.store = store;
    }

    Answer read(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("GET")) {
            return new Answer(405, "text/plain", "GET only.\n");
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/traces")) {
            return latest(exchange.getRequestURI().getQuery());
        }
        Matcher one = ONE.matcher(path);
        return one.matches()
                ? trace(one.group(1).toLowerCase(Locale.ROOT))
                : new Answer(404, "text/plain", "A trace id has 32 hexadecimal digits.\n");
    }

    private Answer trace(String traceId) {
        List<StoredSpan> spans = store.trace(traceId);
        return spans.isEmpty()
                ? new Answer(404, "text/plain", "This trace is not, or no longer, known.\n")
                : json(TraceJson.trace(traceId, spans));
    }

    private Answer latest(@Nullable String query) {
        if (query == null) {
            return json(TraceJson.summaries(store.latest(LIMIT_DEFAULT)));
        }
        Matcher limit = LIMIT.matcher(query);
        if (!limit.matches() || Integer.parseInt(limit.group(1)) > LIMIT_MAX) {
            return new Answer(400, "text/plain", "The only parameter is limit, 0 to " + LIMIT_MAX + ".\n");
        }
        return json(TraceJson.summaries(store.latest(Integer.parseInt(limit.group(1)))));
    }

    private static Answer json(String body) {
        return new Answer(200, "application/json", body);
    }
}

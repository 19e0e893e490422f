package io.orderflow.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllowedBaggageTest {
    @Test
    void onlyAllowedKeysTravel() {
        assertThat(sentOn("tenant=shop,user=someone,load.run=7")).contains("tenant=shop", "load.run=7")
            .doesNotContain("user");
    }

    @Test
    void whatCannotBeReadOrPrintedIsLeftBehind() {
        for (String bad : new String[]{"tenant=%E6%97%A5", "tenant=a%0Ab", "tenant=%zz", "tenant=%", "tenant=%0", "=",
                ",,,", "tenant", "tenant=\u0001", "tenant=" + "x".repeat(300), "\u65e5=1", ";;=;", "%00=a"}) {
            String sent = sentOn(bad);
            assertThat(sent.chars()).as(bad).allMatch(c -> c >= ' ' && c <= '~');
            assertThat(sent.length()).as(bad).isLessThanOrEqualTo(256);
        }
        assertThat(sentOn("tenant=a%0Ab,load.run=7")).isEqualTo("load.run=7");
    }

    @Test
    void nothingOfItIsLogged() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("io.opentelemetry.api.baggage");
        Handler handler = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord record) {
                logged.add(record.getMessage());
            }
        };
        logger.addHandler(handler);
        try {
            assertThat(sentOn("tenant=%zz,load.run=7")).isEqualTo("load.run=7");
            assertThat(sentOn("tenant=a;x=%")).isEmpty();
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void withoutAllowedBaggageTheContextIsTheSame() {
        Context context = Context.root();
        assertThat(extracted(context, Map.of())).isSameAs(context);
        assertThat(extracted(context, Map.of("baggage", "user=someone"))).isSameAs(context);
    }

    private static String sentOn(String header) {
        Map<String, String> sent = new HashMap<>();
        Context context = extracted(Context.root(), Map.of("baggage", header));
        assertThat(Baggage.fromContext(context).size()).isLessThanOrEqualTo(3);
        AllowedBaggage.propagator().inject(context, sent, (to, key, value) -> sent.put(key, value));
        return sent.getOrDefault("baggage", "");
    }

    private static Context extracted(Context context, Map<String, String> headers) {
        return AllowedBaggage.propagator().extract(context, headers, new Headers());
    }

    private static final class Headers implements TextMapGetter<Map<String, String>> {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}

package io.orderflow.observability;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * W3C baggage of the keys that may travel; never personal data. Everything else, and a value with characters that are
 * no printable ASCII, is left behind: baggage never makes a request fail, nor a line in the log.
 */
public final class AllowedBaggage implements TextMapPropagator {
    private static final Set<String> KEYS = Set.of("tenant", "order.channel", "load.run");
    private static final int LENGTH_MAX = 256;
    private static final String FIELD = "baggage";
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final AllowedBaggage INSTANCE = new AllowedBaggage();
    private static final TextMapPropagator W3C = W3CBaggagePropagator.getInstance();

    private AllowedBaggage() {}

    public static AllowedBaggage propagator() {
        return INSTANCE;
    }

    @Override
    public Collection<String> fields() {
        return Set.of(FIELD);
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        Baggage allowed = allowed(Baggage.fromContext(context));
        if (allowed.isEmpty()) {
            return;
        }
        W3C.inject(allowed.storeInContext(Context.root()), carrier, (to, key, value) -> {
            if (value.length() <= LENGTH_MAX) {
                setter.set(to, key, value);
            }
        });
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        String header = getter.get(carrier, FIELD);
        if (header == null || header.isEmpty()) {
            return context;
        }
        Context read = W3C.extract(Context.root(), decodable(header), HeaderItself.INSTANCE);
        Baggage allowed = allowed(Baggage.fromContext(read));
        return allowed.isEmpty() ? context : context.with(allowed);
    }

    /** Without the members that have a broken escape, each of which the propagator would log with a stack trace. */
    private static String decodable(String header) {
        if (!BROKEN_ESCAPE.matcher(header).find()) {
            return header;
        }
        return Arrays.stream(header.split(",", -1))
            .filter(member -> !BROKEN_ESCAPE.matcher(member).find())
            .collect(Collectors.joining(","));
    }

    private static Baggage allowed(Baggage all) {
        if (all.isEmpty()) {
            return all;
        }
        BaggageBuilder kept = Baggage.builder();
        all.forEach((key, entry) -> {
            if (KEYS.contains(key) && isPlain(entry.getValue())) {
                kept.put(key, entry.getValue());
            }
        });
        return kept.build();
    }

    private static boolean isPlain(String value) {
        return value.length() <= LENGTH_MAX && value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private enum HeaderItself implements TextMapGetter<String> {
        INSTANCE;

        @Override
        public Iterable<String> keys(String header) {
            return List.of(FIELD);
        }

        @Override
        public @Nullable String get(@Nullable String header, String name) {
            return header;
        }
    }
}

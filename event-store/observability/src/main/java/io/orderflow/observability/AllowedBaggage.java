package io.orderflow.observability;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * W3C baggage of the keys that may travel; never personal data. Everything else, and a value with characters that are
 * no printable ASCII, is left behind: baggage never makes a request fail.
 */
public final class AllowedBaggage implements TextMapPropagator {
    private static final Set<String> KEYS = Set.of("tenant", "order.channel", "load.run");
    private static final int LENGTH_MAX = 256;
    private static final String FIELD = "baggage";
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
        Context read = W3C.extract(Context.root(), carrier, getter);
        Baggage allowed = allowed(Baggage.fromContext(read));
        return allowed.isEmpty() ? context : context.with(allowed);
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
}

package io.orderflow.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Objects;

/** The passage of the request that is being handled; Vert.x gives each request a context of its own. */
final class Passages {
    private static final ContextLocal<Passage> LOCAL = ContextLocal.registerLocal(Passage.class);

    private Passages() {}

    /** Locals have to be known before the first Vert.x instance is made. */
    static void register() {
        Objects.requireNonNull(LOCAL);
    }

    static void set(Passage passage) {
        Objects.requireNonNull(Vertx.currentContext(), "called by an event loop").putLocal(LOCAL, passage);
    }

    static Passage current() {
        return Objects.requireNonNull(Vertx.currentContext(), "called by an event loop").getLocal(LOCAL);
    }
}

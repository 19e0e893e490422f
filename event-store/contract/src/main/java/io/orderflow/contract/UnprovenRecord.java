package io.orderflow.contract;

import org.jspecify.annotations.Nullable;

/** A record of the topic, as far as it has to be looked at to tell where it comes from. */
public interface UnprovenRecord {
    int partition();

    @Nullable
    String key();

    /** The last header of this name, as UTF-8 text. */
    @Nullable
    String header(String name);

    boolean hasPayload();
}

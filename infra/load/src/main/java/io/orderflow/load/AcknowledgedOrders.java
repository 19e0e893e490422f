package io.orderflow.load;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that the system has promised to keep. Safe for any number of threads. */
final class AcknowledgedOrders {
    private final List<String> ids = new ArrayList<>();
    private final @Nullable Appendable record;
    private long token;

    AcknowledgedOrders(@Nullable Appendable record) {
        this.record = record;
    }

    synchronized void add(String id, long consistencyToken) {
        ids.add(id);
        token(consistencyToken);
        if (record != null) {
            write(record, id);
        }
    }

    synchronized void token(long consistencyToken) {
        token = Math.max(token, consistencyToken);
    }

    /** The highest position that any answer named. */
    synchronized long token() {
        return token;
    }

    synchronized List<String> ids() {
        return List.copyOf(ids);
    }

    synchronized int size() {
        return ids.size();
    }

    private static void write(Appendable record, String id) {
        try {
            record.append(id).append('\n');
            if (record instanceof Flushable flushable) {
                flushable.flush();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

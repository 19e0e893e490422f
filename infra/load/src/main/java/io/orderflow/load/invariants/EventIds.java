package io.orderflow.load.invariants;

import java.util.Arrays;
import java.util.UUID;

/** The random half of every event's id by position: 8 bytes an event. */
final class EventIds {
    private long[] ids = new long[1_024];

    /** @param position dense from 1 in a sound log */
    void add(long position, UUID eventId) {
        int index = Math.toIntExact(position);
        if (index >= ids.length) {
            ids = Arrays.copyOf(ids, Math.max(index + 1, ids.length + ids.length / 2));
        }
        ids[index] = eventId.getLeastSignificantBits();
    }

    boolean isAt(long position, UUID eventId) {
        return position < ids.length && ids[(int) position] == eventId.getLeastSignificantBits();
    }
}

package io.orderflow.campaign.oracle;

import java.util.UUID;

/**
 * Names an append by the start of its appender and its number there, and makes the ids of its command and events from
 * both: whoever finds an id in the log knows which append intended it.
 *
 * @param incarnation of the appender, 1 to 16,383: each start of a process has its own
 * @param sequence number of the append in that process, from 0
 * @param time the upper half of each id, as in a UUID of version 7
 */
public record CommandKey(int incarnation, int sequence, long time) {
    public static final int INCARNATION_MAX = (1 << 14) - 1;
    /** Index of the command's own id. */
    private static final int COMMAND = 0xFFFF;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int TIME_SHIFT = 16;
    private static final long VERSION_7 = 0x7000L;
    private static final int INCARNATION_SHIFT = 48;
    private static final int SEQUENCE_SHIFT = 16;
    private static final long SEQUENCE_MASK = 0xFFFF_FFFFL;

    public static CommandKey of(int incarnation, int sequence, long epochMillis) {
        return new CommandKey(incarnation, sequence, epochMillis << TIME_SHIFT | VERSION_7);
    }

    public UUID commandId() {
        return id(COMMAND);
    }

    /**
     * @param index of the event in its append, from 0
     */
    public UUID eventId(int index) {
        return id(index);
    }

    private UUID id(int index) {
        return new UUID(time, VARIANT | (long) incarnation << INCARNATION_SHIFT
                | (sequence & SEQUENCE_MASK) << SEQUENCE_SHIFT | index);
    }

    static CommandKey ofEvent(UUID eventId) {
        long low = eventId.getLeastSignificantBits();
        return new CommandKey((int) (low >>> INCARNATION_SHIFT) & INCARNATION_MAX, (int) (low >>> SEQUENCE_SHIFT),
                eventId.getMostSignificantBits());
    }

    static int indexOf(UUID eventId) {
        return (int) eventId.getLeastSignificantBits() & COMMAND;
    }

    @Override
    public String toString() {
        return incarnation + ":" + sequence;
    }
}

package io.orderflow.campaign.oracle;

import java.util.Arrays;

/**
 * The appends of one start of an appender, in columns: some 50 bytes each. Used under the lock of {@link Journal}.
 */
final class Commands {
    /** What the appender knows of an append; a byte each. */
    static final byte NONE = 0;
    static final byte INTENDED = 1;
    static final byte UNKNOWN = 2;
    static final byte APPENDED = 3;
    static final byte REFUSED = 4;

    private int size;
    byte[] state = new byte[1_024];
    long[] time = new long[1_024];
    long[] content = new long[1_024];
    long[] firstPosition = new long[1_024];
    int[] stream = new int[1_024];
    int[] expected = new int[1_024];
    int[] firstVersion = new int[1_024];
    /** When the intent came, among all intents. */
    int[] ordinal = new int[1_024];
    short[] count = new short[1_024];
    /** What of it was found in the log. */
    short[] found = new short[1_024];
    long[] foundContent = new long[1_024];

    int size() {
        return size;
    }

    boolean has(int sequence) {
        return sequence >= 0 && sequence < size && state[sequence] != NONE;
    }

    void intend(int sequence, AppenderLine.Intent intent, int streamNumber, int intentOrdinal) {
        ensure(sequence);
        state[sequence] = INTENDED;
        time[sequence] = intent.key().time();
        content[sequence] = intent.content();
        stream[sequence] = streamNumber;
        expected[sequence] = (int) intent.expected();
        count[sequence] = (short) intent.count();
        ordinal[sequence] = intentOrdinal;
    }

    void append(int sequence, long version, long position) {
        state[sequence] = APPENDED;
        firstVersion[sequence] = (int) version;
        firstPosition[sequence] = position;
    }

    boolean isAppendedAt(int sequence, long version, long position) {
        return state[sequence] == APPENDED && firstVersion[sequence] == version && firstPosition[sequence] == position;
    }

    private void ensure(int sequence) {
        if (sequence >= state.length) {
            int capacity = Math.max(sequence + 1, state.length * 3 / 2);
            state = Arrays.copyOf(state, capacity);
            time = Arrays.copyOf(time, capacity);
            content = Arrays.copyOf(content, capacity);
            firstPosition = Arrays.copyOf(firstPosition, capacity);
            stream = Arrays.copyOf(stream, capacity);
            expected = Arrays.copyOf(expected, capacity);
            firstVersion = Arrays.copyOf(firstVersion, capacity);
            ordinal = Arrays.copyOf(ordinal, capacity);
            count = Arrays.copyOf(count, capacity);
            found = Arrays.copyOf(found, capacity);
            foundContent = Arrays.copyOf(foundContent, capacity);
        }
        size = Math.max(size, sequence + 1);
    }
}

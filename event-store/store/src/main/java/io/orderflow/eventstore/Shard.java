package io.orderflow.eventstore;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash2;

/**
 * One of the logs that the streams are spread over, each in a database of its own.
 *
 * @param index from 0
 * @param count 1 to {@link #COUNT_MAX}; never changed for a store that has events, since it decides where a stream is
 */
public record Shard(int index, int count) {
    public static final int COUNT_MAX = 24;
    /** The one log of a store that is not spread. */
    public static final Shard ONLY = new Shard(0, 1);
    private static final int SIGN = 0x7fffffff;
    /** The seed of Kafka's default partitioner. */
    private static final int SEED = 0x9747b28c;

    public Shard {
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException("count is " + count + "; it must be between 1 and " + COUNT_MAX);
        }
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("index is " + index + "; it must be between 0 and " + (count - 1));
        }
    }

    /**
     * Where a stream is. The hash is the one by which Kafka's default partitioner places the stream's key: with a
     * number of partitions that is a multiple of the count, each partition holds events of one shard only.
     */
    public static Shard of(String streamId, int count) {
        byte[] key = streamId.getBytes(StandardCharsets.UTF_8);
        return new Shard((MurmurHash2.hash32(key, key.length, SEED) & SIGN) % count, count);
    }

    /** Whether the partition belongs to this shard. */
    public boolean owns(int partition) {
        return partition % count == index;
    }
}

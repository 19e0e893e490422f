package io.orderflow.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The partition that Kafka's default partitioner chooses for a key: murmur2 with Kafka's seed, sign bit cleared, modulo
 * the number of partitions ({@code BuiltInPartitioner.partitionForKey} of kafka-clients).
 */
public final class KafkaPartition {
    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private KafkaPartition() {}

    public static int of(String key, int partitions) {
        return (murmur2(key.getBytes(UTF_8)) & 0x7fffffff) % partitions;
    }

    static int murmur2(byte[] data) {
        int hash = SEED ^ data.length;
        int whole = data.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int word = mix(littleEndian(data, i));
            hash = (hash * M) ^ word;
        }
        if (whole < data.length) {
            for (int i = data.length - 1; i >= whole; i--) {
                hash ^= (data[i] & 0xff) << (8 * (i - whole));
            }
            hash *= M;
        }
        hash ^= hash >>> 13;
        hash *= M;
        return hash ^ (hash >>> 15);
    }

    private static int mix(int word) {
        int mixed = word * M;
        mixed ^= mixed >>> R;
        return mixed * M;
    }

    private static int littleEndian(byte[] data, int index) {
        return (data[index] & 0xff) | ((data[index + 1] & 0xff) << 8) | ((data[index + 2] & 0xff) << 16)
                | ((data[index + 3] & 0xff) << 24);
    }
}

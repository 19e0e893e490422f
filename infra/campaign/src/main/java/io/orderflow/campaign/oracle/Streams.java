package io.orderflow.campaign.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A number for each stream's name, and what was seen of it last. Used under the lock of {@link Journal}. */
final class Streams {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int[] logVersions = new int[1_024];
    private int[] topicVersions = new int[1_024];
    private short[] shards = new short[1_024];
    private short[] partitions = new short[1_024];

    int number(String name) {
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known != null) {
            return known;
        }
        names.add(name);
        if (names.size() > logVersions.length) {
            int capacity = logVersions.length * 2;
            logVersions = Arrays.copyOf(logVersions, capacity);
            topicVersions = Arrays.copyOf(topicVersions, capacity);
            shards = Arrays.copyOf(shards, capacity);
            partitions = Arrays.copyOf(partitions, capacity);
        }
        return names.size() - 1;
    }

    String name(int number) {
        return names.get(number);
    }

    /** Version of the stream's last event in the log as far as that was read; takes the next one. */
    int nextInLog(int stream, long version) {
        int before = logVersions[stream];
        logVersions[stream] = (int) version;
        return before;
    }

    /** As {@link #nextInLog}, of the topic. */
    int nextInTopic(int stream, long version) {
        int before = topicVersions[stream];
        topicVersions[stream] = (int) version;
        return before;
    }

    void inShard(int stream, int shard) {
        shards[stream] = (short) shard;
    }

    int shard(int stream) {
        return shards[stream];
    }

    /** Whether all records of the stream so far were on this partition. */
    boolean staysOn(int stream, int partition) {
        if (partitions[stream] == 0) {
            partitions[stream] = (short) (partition + 1);
        }
        return partitions[stream] == partition + 1;
    }
}

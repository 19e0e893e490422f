package io.orderflow.campaign.oracle;

import java.util.UUID;

/** 64 bits that stand for an event, so that a million of them fit in memory. Not against an adversary. */
public final class Fingerprint {
    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;
    private static final long FACTOR = 0x0000_0100_0000_01B3L;

    private Fingerprint() {}

    /** Of what an appender decides of an event; those of an append are added up. */
    public static long ofContent(int index, String type, String payload, String metadata) {
        return mix(add(add(add(SEED + index, type), payload), metadata));
    }

    /** Of what the log and the topic both say of an event; never 0, which stands for no event. */
    public static long ofEvent(UUID eventId, String stream, long version, String type, String payload) {
        long hash = SEED ^ eventId.getMostSignificantBits();
        hash = (hash * FACTOR) ^ eventId.getLeastSignificantBits();
        hash = (hash * FACTOR) ^ version;
        hash = mix(add(add(add(hash, stream), type), payload));
        return hash == 0 ? 1 : hash;
    }

    private static long add(long hash, String text) {
        long result = hash;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * FACTOR;
        }
        return mix(result ^ text.length());
    }

    private static long mix(long hash) {
        long result = (hash ^ (hash >>> 32)) * SEED;
        return result ^ (result >>> 29);
    }
}

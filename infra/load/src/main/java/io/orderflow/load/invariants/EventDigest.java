package io.orderflow.load.invariants;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Count and hash of one stream's events in their order: two digests are equal when the same events came in the same
 * order.
 */
final class EventDigest {
    private final MessageDigest sha256 = sha256();
    private byte[] chain = new byte[0];
    private long count;
    private long version;

    void add(long position, long eventVersion, String eventId, String type, String schemaVersion, String payload) {
        sha256.update(chain);
        sha256.update((position + "\n" + eventVersion + "\n" + eventId + "\n" + type + "\n" + schemaVersion + "\n")
            .getBytes(StandardCharsets.UTF_8));
        chain = sha256.digest(payload.getBytes(StandardCharsets.UTF_8));
        count++;
        version = eventVersion;
    }

    long count() {
        return count;
    }

    long version() {
        return version;
    }

    boolean sameAs(EventDigest other) {
        return count == other.count && Arrays.equals(chain, other.chain);
    }

    /** The first digits of the hash, for people to compare. */
    String shortHash() {
        return HexFormat.of().formatHex(chain, 0, Math.min(chain.length, 6));
    }

    /** A hash of hashes does not depend on the order in which the streams are visited. */
    void xorInto(byte[] sum) {
        for (int i = 0; i < chain.length; i++) {
            sum[i] ^= chain[i];
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

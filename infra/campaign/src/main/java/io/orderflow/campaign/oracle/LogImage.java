package io.orderflow.campaign.oracle;

import java.util.Arrays;

/**
 * What readers saw at each position of one log, eight bytes an event. Thread-safe.
 */
public final class LogImage {
    private final int shard;
    private final Findings findings;
    private long[] fingerprints = new long[4_096];
    private long passed;
    private long head;

    public LogImage(int shard, Findings findings) {
        this.shard = shard;
        this.findings = findings;
    }

    public int shard() {
        return shard;
    }

    /** The last position of the log; known once the log was checked. */
    synchronized long head() {
        return head;
    }

    /** Position up to which some reader has read. */
    public synchronized long passed() {
        return passed;
    }

    synchronized long fingerprint(long position) {
        return position >= 1 && position < fingerprints.length ? fingerprints[(int) position] : 0;
    }

    /**
     * What a reader that had read up to a position got as the next event.
     *
     * @return how far that reader has read now
     */
    public synchronized long read(long after, long position, long fingerprint) {
        findings.check(Property.READERS, position == after + 1,
                () -> "a reader of shard " + shard + " got position " + position + " after " + after);
        long known = fingerprint(position);
        findings.check(Property.READERS, known == fingerprint || (known == 0 && position > passed),
                () -> "position " + position + " of shard " + shard
                        + (known == 0 ? " appeared after it was passed" : " held another event before"));
        put(position, fingerprint);
        passed = Math.max(passed, position);
        return position;
    }

    /** What the log holds in the end. */
    synchronized void holds(long position, long fingerprint) {
        if (position <= passed) {
            long known = fingerprint(position);
            findings.check(Property.READERS, known == fingerprint,
                    () -> "position " + position + " of shard " + shard
                            + (known == 0 ? " appeared after a reader had passed it" : " held another event before"));
        }
        put(position, fingerprint);
        head = Math.max(head, position);
    }

    /** The log was read to its end. */
    synchronized void ends() {
        findings.check(Property.READERS, passed <= head,
                () -> "readers of shard " + shard + " had read up to " + passed + " and the log ends at " + head);
    }

    private void put(long position, long fingerprint) {
        if (position >= fingerprints.length) {
            fingerprints = Arrays.copyOf(fingerprints, (int) Math.max(position + 1, fingerprints.length * 3L / 2));
        }
        if (position >= 1) {
            fingerprints[(int) position] = fingerprint;
        }
    }
}

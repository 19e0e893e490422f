package io.orderflow.paymentprovider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Decides by payment id and amount alone, so that a repeated request gets the same decision, also after a restart. An
 * amount whose last three digits are 666 is always declined.
 */
final class DeclineRule {
    static final int ALWAYS_DECLINED_REMAINDER = 666;
    private static final int REMAINDER_OF = 1_000;

    private DeclineRule() {}

    static boolean declines(String paymentId, Amount amount, double declineRate) {
        return amount.amountMinor() % REMAINDER_OF == ALWAYS_DECLINED_REMAINDER || fraction(paymentId) < declineRate;
    }

    /** A number from 0 up to, but below, 1; evenly spread over the ids. */
    private static double fraction(String paymentId) {
        byte[] digest = sha256().digest(paymentId.getBytes(StandardCharsets.UTF_8));
        long bits = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            bits = bits << Byte.SIZE | (digest[i] & 0xff);
        }
        return bits / (double) (1L << Integer.SIZE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}

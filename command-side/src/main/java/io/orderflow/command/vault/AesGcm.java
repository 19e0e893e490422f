package io.orderflow.command.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random initialisation vector of 96 bits in front of the
 * ciphertext. Thread-safe.
 */
final class AesGcm {
    static final int KEY_BYTES = 32;
    private static final int VECTOR_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {}

    static byte[] newKey() {
        return random(KEY_BYTES);
    }

    /**
     * @param boundTo what the plaintext belongs to: it can be decrypted for nothing else
     */
    static byte[] encrypt(byte[] key, byte[] plaintext, String boundTo) {
        byte[] vector = random(VECTOR_BYTES);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key, vector, boundTo).doFinal(plaintext);
            byte[] sealed = Arrays.copyOf(vector, VECTOR_BYTES + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, VECTOR_BYTES, ciphertext.length);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES in Galois/Counter Mode", impossible);
        }
    }

    /**
     * @throws WrongKeyException when the key is another one, or the text was changed or belongs to something else
     */
    static byte[] decrypt(byte[] key, byte[] sealed, String boundTo) {
        if (sealed.length < VECTOR_BYTES + TAG_BITS / Byte.SIZE) {
            throw new WrongKeyException("an encrypted text is too short");
        }
        byte[] vector = Arrays.copyOf(sealed, VECTOR_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, vector, boundTo).doFinal(sealed, VECTOR_BYTES,
                    sealed.length - VECTOR_BYTES);
        } catch (AEADBadTagException forged) {
            throw new WrongKeyException("an encrypted text cannot be read with this key");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES in Galois/Counter Mode", impossible);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] vector, String boundTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, vector));
        cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}

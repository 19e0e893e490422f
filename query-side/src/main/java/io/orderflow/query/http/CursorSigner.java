package io.orderflow.query.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes the places of keyset paging as opaque text and reads it back, only unchanged and only for the list that it was
 * written for. The form is {@code base64url(mac ‖ place)}, the MAC being the first 16 bytes of HMAC-SHA256 over list
 * and place.
 */
@Component
public final class CursorSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int CURSOR_LENGTH_MAX = 400;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;

    CursorSigner(CursorProperties properties, @Value("${spring.datasource.password:}") String databasePassword) {
        String configured = properties.cursorKey();
        byte[] secret = (configured == null ? "database " + databasePassword : "configured " + configured)
            .getBytes(StandardCharsets.UTF_8);
        key = new SecretKeySpec(mac(new SecretKeySpec(secret, ALGORITHM), "orderflow list cursor"), ALGORITHM);
    }

    /**
     * @param list everything that the place depends on: resource, filters and order
     * @param place at most 200 characters
     */
    public String write(String list, String place) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(
                ByteBuffer.allocate(MAC_BYTES + text.length).put(signature(list, place)).put(text).array());
    }

    /**
     * @throws IllegalArgumentException when this is no cursor of this list
     */
    public String read(String list, String cursor) {
        if (cursor.length() > CURSOR_LENGTH_MAX) {
            throw new IllegalArgumentException("too long");
        }
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        if (bytes.length <= MAC_BYTES || !ENCODER.encodeToString(bytes).equals(cursor)) {
            throw new IllegalArgumentException("not canonical");
        }
        String place = new String(bytes, MAC_BYTES, bytes.length - MAC_BYTES, StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(Arrays.copyOf(bytes, MAC_BYTES), signature(list, place))) {
            throw new IllegalArgumentException("not signed for this list");
        }
        return place;
    }

    private byte[] signature(String list, String place) {
        return Arrays.copyOf(mac(key, list.length() + ":" + list + place), MAC_BYTES);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java platform", missing);
        }
    }
}

package io.orderflow.command.vault;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param key the vault's key, 32 bytes in base64, such as {@code openssl rand -base64 32} makes; null closes the vault:
 *        nothing can be stored or read
 */
@ConfigurationProperties("orderflow.vault")
public record VaultProperties(@Nullable String key) {
    public VaultProperties {
        if (key != null && key.isBlank()) {
            key = null;
        }
        if (key != null) {
            requireForm(key);
        }
    }

    @Override
    public String toString() {
        return "VaultProperties[withheld]";
    }

    private static void requireForm(String key) {
        int bytes;
        try {
            bytes = Base64.getDecoder().decode(key).length;
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("orderflow.vault.key is not base64", notBase64);
        }
        if (bytes != AesGcm.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "orderflow.vault.key has " + bytes + " bytes; it must have " + AesGcm.KEY_BYTES);
        }
    }
}

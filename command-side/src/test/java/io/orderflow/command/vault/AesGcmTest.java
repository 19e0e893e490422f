package io.orderflow.command.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AesGcmTest {
    private static final byte[] PLAIN = "Kwai Yu".getBytes(StandardCharsets.UTF_8);
    private final byte[] key = AesGcm.newKey();

    @Test
    void whatIsEncryptedCanBeReadWithTheSameKeyOnly() {
        byte[] sealed = AesGcm.encrypt(key, PLAIN, "103");

        assertThat(AesGcm.decrypt(key, sealed, "103")).isEqualTo(PLAIN);
        assertThatThrownBy(() -> AesGcm.decrypt(AesGcm.newKey(), sealed, "103")).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void aTextOfOneCustomerCannotBeReadAsAnothers() {
        byte[] sealed = AesGcm.encrypt(key, PLAIN, "103");

        assertThatThrownBy(() -> AesGcm.decrypt(key, sealed, "104")).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void aChangedTextIsRefused() {
        byte[] sealed = AesGcm.encrypt(key, PLAIN, "103");
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> AesGcm.decrypt(key, sealed, "103")).isInstanceOf(WrongKeyException.class);
        assertThatThrownBy(() -> AesGcm.decrypt(key, new byte[3], "103")).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void theSameTextIsNeverEncryptedTheSameWay() {
        assertThat(AesGcm.encrypt(key, PLAIN, "103")).isNotEqualTo(AesGcm.encrypt(key, PLAIN, "103"));
    }

    @Test
    void aKeyOfAnotherFormIsRefusedByName() {
        assertThatThrownBy(() -> new VaultProperties("c2hvcnQ="))
            .hasMessage("orderflow.vault.key has 5 bytes; it must have 32");
        assertThatThrownBy(() -> new VaultProperties("not base64!")).hasMessage("orderflow.vault.key is not base64");
        assertThat(new VaultProperties(" ").key()).isNull();
        assertThat(new VaultProperties(null)).hasToString("VaultProperties[withheld]");
    }
}

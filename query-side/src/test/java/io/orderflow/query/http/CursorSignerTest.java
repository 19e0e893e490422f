package io.orderflow.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CursorSignerTest {
    private final CursorSigner signer = new CursorSigner(new CursorProperties(null), "secret");

    @Test
    void readsWhatItWroteForTheSameList() {
        assertThat(signer.read("orders|a", signer.write("orders|a", "17:ä"))).isEqualTo("17:ä");
    }

    @Test
    void refusesEveryChangeOfALetter() {
        String cursor = signer.write("orders", "1234567890123456:0199");
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThatIllegalArgumentException().isThrownBy(() -> signer.read("orders", changed));
        }
    }

    @Test
    void refusesAnotherListAnotherKeyAndWhatIsNoCursor() {
        String cursor = signer.write("orders", "1:a");
        var otherKey = new CursorSigner(new CursorProperties("0123456789abcdef"), "secret");
        assertThatIllegalArgumentException().isThrownBy(() -> signer.read("stock", cursor));
        assertThatIllegalArgumentException().isThrownBy(() -> otherKey.read("orders", cursor));
        assertThatIllegalArgumentException().isThrownBy(() -> signer.read("orders", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> signer.read("orders", cursor + "="));
        assertThatIllegalArgumentException().isThrownBy(() -> signer.read("orders", "A".repeat(401)));
    }

    @Test
    void holdsForEveryInstanceWithTheSameSecret() {
        var restarted = new CursorSigner(new CursorProperties(null), "secret");

        assertThat(restarted.read("orders", signer.write("orders", "1:a"))).isEqualTo("1:a");
    }
}

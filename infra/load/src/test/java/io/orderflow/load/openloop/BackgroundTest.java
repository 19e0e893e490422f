package io.orderflow.load.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTest {
    @Test
    void aPlanIsReadAsItIsWritten() {
        assertThat(Background.Plan.parse("idle=1000,streams=256,slow=50")).isEqualTo(
                new Background.Plan(1_000, 256, 50));
        assertThat(Background.Plan.parse("slow=3")).isEqualTo(new Background.Plan(0, 0, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "idle", "idle=2001", "busy=3", "idle=-1", "idle=1;slow=2"})
    void aPlanThatIsNotUnderstoodSaysHowToWriteIt(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Background.Plan.parse(text))
            .withMessageContaining("write idle=1000");
    }

    /** The server takes connections and says nothing. */
    @Test
    void eachConnectionIsHeldAndCounted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI target = URI.create("http://127.0.0.1:" + server.getLocalPort());
            try (OpenLoop driver = new OpenLoop(target, new OpenLoop.Limits(1, 1, Duration.ofSeconds(1)));
                    Background background = new Background(driver, target, new Background.Plan(3, 2, 3),
                            List.of("o-1"))) {
                background.open();
                for (int connection = 0; connection < 8; connection++) {
                    var _ = server.accept();
                }
                assertThat(background.counts().values().stream().mapToInt(Background.Count::wanted).sum()).isEqualTo(8);
                assertThat(background.counts()).containsOnlyKeys("idle", "event streams", "slow readers",
                        "slow senders");
            }
        }
    }
}

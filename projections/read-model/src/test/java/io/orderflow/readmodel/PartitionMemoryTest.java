package io.orderflow.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.readmodel.Positions.Checkpoint;
import io.orderflow.readmodel.Positions.Published;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private final PartitionMemory memory = new PartitionMemory();

    @Test
    void aPartitionThatIsCaughtUpIsCompleteUpToTheRelay() {
        assertThat(memory.update(at(7), new Published(7, 3), 100)).isFalse();

        assertThat(memory.watermark()).isEqualTo(100);
    }

    @Test
    void aLaggingPartitionKeepsTheWatermarkAtWhichItWasLastComplete() {
        memory.update(at(7), new Published(7, 3), 100);

        assertThat(memory.update(at(7), new Published(140, 4), 150)).isTrue();

        assertThat(memory.watermark()).isEqualTo(100);
    }

    @Test
    void theOldestMissingEventIsForgottenOnceItIsHandled() {
        memory.update(at(7), new Published(140, 4), 150);
        memory.found(120, NOW);
        assertThat(memory.watermark()).isEqualTo(119);
        assertThat(memory.oldest()).isNotNull();

        memory.update(at(120), new Published(140, 4), 150);

        assertThat(memory.oldest()).isNull();
    }

    @Test
    void aCheckpointThatGoesBackTakesTheMemoryWithIt() {
        memory.update(at(140), new Published(140, 4), 150);

        memory.update(at(0), new Published(140, 4), 150);

        assertThat(memory.watermark()).isZero();
    }

    @Test
    void aRelayThatGoesBackTakesTheMemoryWithIt() {
        memory.update(at(7), new Published(7, 3), 100);

        memory.update(at(7), new Published(7, 3), 20);
        assertThat(memory.watermark()).isEqualTo(20);

        memory.update(at(7), new Published(30, 4), 30);
        assertThat(memory.watermark()).isEqualTo(20);
    }

    @Test
    void aPartitionWithoutCheckpointHasEverythingToDo() {
        assertThat(memory.update(null, new Published(1, 1), 10)).isTrue();

        assertThat(memory.watermark()).isZero();
    }

    private static Checkpoint at(long position) {
        return new Checkpoint(position, position, position, NOW);
    }
}

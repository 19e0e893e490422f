package io.orderflow.campaign.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppenderLineTest {
    private static final CommandKey KEY = CommandKey.of(CommandKey.INCARNATION_MAX, 123_456_789, 1_795_000_000_000L);

    static Stream<AppenderLine> everyKind() {
        return Stream.of(new AppenderLine.Intent(KEY, "stream-1", AppenderLine.Intent.ANY, 3, -7L),
                new AppenderLine.Ack(KEY, 1, 3, 4_000_000_000L, 4_000_000_002L), new AppenderLine.Conflict(KEY, 9),
                new AppenderLine.Duplicate(KEY, 3, 4_000_000_002L), new AppenderLine.Unknown(KEY),
                new AppenderLine.Defect(KEY, "something with spaces"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aLineIsReadAsItWasWritten(AppenderLine line) {
        assertThat(AppenderLine.parse(line.text())).isEqualTo(line);
        assertThat(line.text()).doesNotContain("\n");
    }

    @Test
    void anotherLineIsRefused() {
        assertThatThrownBy(() -> AppenderLine.parse("HELLO 1:2:3")).hasMessageContaining("not an appender's line");
    }

    @Test
    void anIdTellsItsAppendAndIsOneOfItsOwn() {
        Set<UUID> ids = new HashSet<>();
        for (int incarnation : new int[]{1, 2, CommandKey.INCARNATION_MAX}) {
            for (int sequence : new int[]{0, 1, Integer.MAX_VALUE}) {
                CommandKey key = CommandKey.of(incarnation, sequence, 5);
                ids.add(key.commandId());
                for (int index = 0; index < 20; index++) {
                    UUID id = key.eventId(index);
                    ids.add(id);
                    assertThat(CommandKey.ofEvent(id)).isEqualTo(key);
                    assertThat(CommandKey.indexOf(id)).isEqualTo(index);
                    assertThat(id.version()).isEqualTo(7);
                    assertThat(id.variant()).isEqualTo(2);
                }
            }
        }
        assertThat(ids).hasSize(9 * 21);
    }
}

package io.orderflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamNameTest {
    @Test
    void aNameIsReadAsItWasWritten() {
        for (DomainEvent event : Samples.ALL) {
            assertThat(StreamName.parse(event.stream().toString())).isEqualTo(event.stream());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order", "basket-1"})
    void whatIsNoStreamNameIsRefused(String text) {
        assertThatThrownBy(() -> StreamName.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "a b", "a/b", "ä", "<script>"})
    void anIdentifierThatWouldNeedEscapingIsRefused(String text) {
        assertThatThrownBy(() -> new Sku(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

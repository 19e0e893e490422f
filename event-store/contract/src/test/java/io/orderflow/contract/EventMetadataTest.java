package io.orderflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventMetadataTest {
    @Test
    void absentFieldsAreLeftOutAndUnknownOnesIgnored() {
        EventMetadata metadata = EventMetadata.parse("{\"actor\":\"clerk\",\"fromTheFuture\":1}");

        assertThat(metadata.actor()).isEqualTo("clerk");
        assertThat(metadata.isImported()).isFalse();
        assertThat(metadata.toJson()).isEqualTo("{\"actor\":\"clerk\"}");
    }
}
